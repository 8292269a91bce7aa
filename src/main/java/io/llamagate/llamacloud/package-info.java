/**
 * HTTP out: how LlamaCloud is asked, with which key, and what its answers and failures mean in the
 * words of the domain. The only package that knows LlamaCloud's paths and JSON.
 */
@NullMarked
package io.llamagate.llamacloud;

import org.jspecify.annotations.NullMarked;
