package dev.berth.it.trials;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each thread of a server was doing at a moment. @param stacks by the thread's name and number, with the locks as they were */
record ThreadDump(Map<String, String> stacks) {

    private static final Pattern HEAD = Pattern.compile("\"(.*)\".* nid=(\\S+) .*");
    /** A frame of the server's, of Berth's or of the JDK's sockets that sends. */
    private static final Pattern SENDS = Pattern.compile("at (sun\\.nio\\.ch|org\\.glassfish|com\\.sun\\.enterprise|fish\\.payara"
            + "|com\\.ibm|io\\.openliberty|dev\\.berth)\\.\\S*\\.(write|flush|send|close)\\w*\\(");

    static ThreadDump parse(String text) {
        Map<String, String> stacks = new TreeMap<>();
        for (String block : text.split("\n\n")) {
            String head = block.strip().lines().findFirst().orElse("");
            Matcher thread = HEAD.matcher(head);
            if (thread.matches()) {
                stacks.put(thread.group(1) + ' ' + thread.group(2), block.strip().substring(head.length()));
            }
        }
        return new ThreadDump(stacks);
    }

    /** The threads that now stand in the same place of a sending as before, each with where. */
    List<String> stuckSendingSince(ThreadDump before) {
        return stacks.entrySet().stream().filter(thread -> SENDS.matcher(thread.getValue()).find())
                .filter(thread -> thread.getValue().equals(before.stacks.get(thread.getKey())))
                .map(thread -> thread.getKey() + thread.getValue()).toList();
    }
}
