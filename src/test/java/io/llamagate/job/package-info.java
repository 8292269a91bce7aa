/** The domain's specification: no Spring, no HTTP, time by a fake ticker. */
@NullMarked
package io.llamagate.job;

import org.jspecify.annotations.NullMarked;
