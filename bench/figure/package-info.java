/** From measurements to the tables of the report. */
package figure;
