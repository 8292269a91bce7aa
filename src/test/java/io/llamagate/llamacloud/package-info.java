/**
 * What LlamaCloud is asked and what becomes of its answers, against a WireMock on this machine and
 * without Spring wherever that can show it.
 */
@NullMarked
package io.llamagate.llamacloud;

import org.jspecify.annotations.NullMarked;
