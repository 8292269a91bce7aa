/**
 * Traces (docs/logging.md): spans for what the domain does, and where they are sent. Without the
 * setting that turns them on, nothing of this package runs. Requests get their spans in
 * {@code job.web}.
 */
@NullMarked
package io.llamagate.trace;

import org.jspecify.annotations.NullMarked;
