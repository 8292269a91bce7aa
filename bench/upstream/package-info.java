/**
 * The emulated LlamaCloud: a process of its own, cheap in CPU because it shares the machine with
 * the servers under test.
 */
package upstream;
