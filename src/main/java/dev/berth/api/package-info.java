/**
 * The only room with JAX-RS, and with what is said over event streams and WebSockets, whose bytes are {@code wire}'s. It parses,
 * checks and hands on commands that are sound already, and turns answers into their wire form. Nobody else points here.
 */
package dev.berth.api;
