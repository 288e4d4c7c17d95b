package dev.berth.agent.opencode.server;

import java.nio.file.Path;

/** A Java process of its own that runs OpenCode and waits to be killed. Prints the process id of OpenCode and a session's id. */
final class ChildBerth {

    private ChildBerth() {
    }

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        OpenCodeServer server = new RealOpenCode().server(RealOpenCode.options(data));
        OpenCodeClient client = RealOpenCode.await(server.ready());
        String session = RealOpenCode.await(client.createSession(RealOpenCode.workspace(data, "w"), "A title", "s1"));
        System.out.println(server.health().pid() + " " + session);
        Thread.sleep(Long.MAX_VALUE);
    }
}
