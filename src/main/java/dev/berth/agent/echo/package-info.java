/**
 * The agent that is built in: it says what it was told, word by word, so that everything about streaming can be seen without
 * any other program.
 */
package dev.berth.agent.echo;
