/**
 * OpenCode as the agent. {@code OpenCodeAgent} is what Berth sees; {@code OpenCodeRun} is one turn, from getting everything ready to
 * its end, {@code Conversation} what is said in it, {@code AnswerParts} how that is told to Berth. The program itself is the room
 * {@code server}.
 */
package dev.berth.agent.opencode;
