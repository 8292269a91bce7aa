/** The house rules, the whole gateway under test, and the gateway beside a simulated LlamaCloud. */
@NullMarked
package io.llamagate;

import org.jspecify.annotations.NullMarked;
