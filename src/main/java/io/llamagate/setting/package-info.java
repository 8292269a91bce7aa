/**
 * What is said to those who start the gateway when it cannot start with its settings, and the
 * search for settings that there are not.
 */
@NullMarked
package io.llamagate.setting;

import org.jspecify.annotations.NullMarked;
