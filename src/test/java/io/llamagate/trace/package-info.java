@NullMarked
package io.llamagate.trace;

import org.jspecify.annotations.NullMarked;
