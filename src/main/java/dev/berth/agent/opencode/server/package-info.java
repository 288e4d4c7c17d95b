/**
 * The program OpenCode: {@code OpenCodeServer} runs it, watches it and keeps its event stream, {@code OpenCodeClient} is its HTTP
 * interface, {@code OpenCodeConfig} says what it may do unasked. It knows nothing of turns.
 */
package dev.berth.agent.opencode.server;
