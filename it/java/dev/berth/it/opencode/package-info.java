/** The real opencode for tests, and a model provider for it that plays scripts instead of thinking. */
package dev.berth.it.opencode;
