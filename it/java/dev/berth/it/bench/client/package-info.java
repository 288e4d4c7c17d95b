/**
 * The benchmark's own HTTP and WebSocket client: many connections on one thread, no thread and no object per request that could
 * be spared, so that it takes as little as possible from the server beside it. It speaks only as much as the benchmark says.
 */
package dev.berth.it.bench.client;
