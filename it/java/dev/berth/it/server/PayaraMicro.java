package dev.berth.it.server;

import java.nio.file.Path;
import java.util.List;

/** How Payara Micro is started for Berth, with the WAR beside it or inside. */
final class PayaraMicro {

    /** Where the build puts it. */
    static final String JAR = "target/servers/payara-micro.jar";

    /** No cluster, which would listen on every address, and no reports to its makers. */
    static final List<String> OPTIONS = List.of("--nohazelcast", "--disablephonehome");

    /**
     * Its own commands before it boots, for what it has no option for: the address it listens on. The port is there too, since only so it can be given
     * as Berth's other settings are; both are system properties. Payara keeps four times the buffer on the heap for a client that
     * stops reading; the system's own is megabytes. No answer names the server, and the head of a request has 16 KiB at the most.
     */
    private static final String PRE_BOOT = "docs/deploy/berth.preboot";
    /**
     * It closes its port once it has booted, which is when a port that somebody else has is found, and opens it when the WAR is there.
     * In between it would answer 404 and 500 to everyone, which clients would take for Berth's word.
     */
    private static final String POST_BOOT = "docs/deploy/berth.postboot";
    private static final String POST_DEPLOY = "docs/deploy/berth.postdeploy";

    private PayaraMicro() {
    }

    /** The options for all of them. */
    static List<String> commands(Path home) {
        return List.of("--prebootcommandfile", home.resolve(PRE_BOOT).toString(), "--postbootcommandfile", home.resolve(POST_BOOT).toString(),
                "--postdeploycommandfile", home.resolve(POST_DEPLOY).toString());
    }
}
