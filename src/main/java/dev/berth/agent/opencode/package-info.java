/**
 * OpenCode as the agent. {@code OpenCodeServer} runs the process and keeps its event stream; {@code OpenCodeClient} is its HTTP
 * interface; {@code OpenCodeConfig} says what it may do unasked.
 */
package dev.berth.agent.opencode;
