/**
 * What goes over a connection, byte by byte: output that never waits for a client, and the WebSocket protocol (RFC 6455) on a servlet's
 * upgrade. Knows Java and the servlet's streams only, and nothing of sessions; ADR 21 says why Berth speaks WebSocket by itself.
 */
package dev.berth.wire;
