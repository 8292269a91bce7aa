/**
 * Watching jobs: while someone is interested in a job there is one schedule that asks about it,
 * however many are; when nobody is, there is none. What is seen is told to all of them.
 */
@NullMarked
package io.llamagate.job.watch;

import org.jspecify.annotations.NullMarked;
