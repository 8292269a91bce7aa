@NullMarked
package io.llamagate.setting;

import org.jspecify.annotations.NullMarked;
