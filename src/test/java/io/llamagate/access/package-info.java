@NullMarked
package io.llamagate.access;

import org.jspecify.annotations.NullMarked;
