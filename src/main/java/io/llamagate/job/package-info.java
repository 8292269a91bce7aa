/**
 * The domain: which job is asked for, what LlamaCloud answers about it, how long that answer is
 * fresh, and how callers who ask the same share one fetch. Knows neither HTTP servers nor HTTP
 * clients.
 */
@NullMarked
package io.llamagate.job;

import org.jspecify.annotations.NullMarked;
