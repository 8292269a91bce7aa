/** The servers under test, and the upstream that all of them ask. Each is a process of its own. */
package server;
