/**
 * Who asks: the names of callers, the projects they may see and how much they may ask. Spring
 * Security tells whether a token is genuine; what it is worth here is decided in this package.
 */
@NullMarked
package io.llamagate.caller;

import org.jspecify.annotations.NullMarked;
