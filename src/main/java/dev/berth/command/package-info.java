/**
 * What {@code java -jar berth.war} runs. It is packed where Java finds it in the WAR and a web server shows it to nobody, and knows
 * nothing else of Berth but the names of its programs.
 */
package dev.berth.command;
