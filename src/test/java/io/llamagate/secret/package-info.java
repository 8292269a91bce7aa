@NullMarked
package io.llamagate.secret;

import org.jspecify.annotations.NullMarked;
