package dev.berth.it.server;

import java.util.List;

/** How Payara Micro is started for Berth, with the WAR beside it or inside. */
final class PayaraMicro {

    /** Where the build puts it. */
    static final String JAR = "target/servers/payara-micro.jar";

    /** No cluster, which would listen on every address, and no reports to its makers. */
    static final List<String> OPTIONS = List.of("--nohazelcast", "--disablephonehome");

    /**
     * Its own commands, for what it has no option for: the address it listens on. The port is there too, since only so it can be given
     * as Berth's other settings are; both are system properties. Payara keeps four times the buffer on the heap for a client that
     * stops reading; the system's own is megabytes. No answer names the server, and the head of a request has 16 KiB at the most.
     */
    static final String COMMANDS = "docs/deploy/berth.preboot";

    private PayaraMicro() {
    }
}
