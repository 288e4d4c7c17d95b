/** Starts Berth on a real server, as `mvn` does for people and as the black-box suite and the benchmark do for themselves. */
package dev.berth.it.server;
