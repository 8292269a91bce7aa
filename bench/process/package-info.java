/** The processes of a run: that none is left behind, and what they cost by the word of Linux. */
package process;
