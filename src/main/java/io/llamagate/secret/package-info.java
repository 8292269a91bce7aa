/**
 * Files that a platform mounts and swaps under a running process: keys, tokens, certificates.
 */
@NullMarked
package io.llamagate.secret;

import org.jspecify.annotations.NullMarked;
