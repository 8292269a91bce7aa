/** The callers: those that load a server, and those that look at it. */
package client;
