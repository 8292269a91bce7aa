/** The whole gateway on LlamaCloud's bad days, each kind of them, over HTTP and in real time. */
@NullMarked
package io.llamagate.fault;

import org.jspecify.annotations.NullMarked;
