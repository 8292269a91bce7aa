@NullMarked
package io.llamagate.caller;

import org.jspecify.annotations.NullMarked;
