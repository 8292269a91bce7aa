/** What is measured: one type per scenario, each independent of the others. */
package scenario;
