package dev.berth.session;

import java.util.List;

/**
 * What an agent wants to do and may not do by itself.
 *
 * @param id the agent's own, unique in its session
 * @param toolCallId the tool call that waits for it, or null
 * @param kind such as {@code edit} or {@code bash}
 * @param title what it is about, for people
 * @param patterns what exactly is to be done, such as the commands or the files
 * @param always what {@link PermissionReply#ALWAYS} would allow: patterns in which {@code *} stands for anything
 * @param detail JSON text of an object with the command, the diff and the like, or null
 */
public record PermissionRequest(String id, String toolCallId, String kind, String title, List<String> patterns, List<String> always,
        String detail) {
}
