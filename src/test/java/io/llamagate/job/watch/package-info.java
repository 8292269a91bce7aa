@NullMarked
package io.llamagate.job.watch;

import org.jspecify.annotations.NullMarked;
