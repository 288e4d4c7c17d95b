/**
 * The only room with JAX-RS, Server-Sent Events and WebSocket. It parses, checks and hands on commands that are sound already,
 * and turns answers into their wire form. Nobody else points here.
 */
package dev.berth.api;
