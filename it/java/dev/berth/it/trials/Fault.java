package dev.berth.it.trials;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One system call that goes wrong.
 *
 * @param call its name
 * @param kind what becomes of it
 * @param at which call of a thread it is, from 1
 */
record Fault(String call, Kind kind, int at) {

    enum Kind {
        KILLED("signal=KILL"), EIO("error=EIO"), ENOSPC("error=ENOSPC");

        private final String injection;

        Kind(String injection) {
            this.injection = injection;
        }
    }

    /** The tracer that makes it go wrong, and writes down all syncs and all that is told. */
    List<String> tracer(Path log) {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-q", "-y", "-s", "200", "-o", log.toString(),
                "-e", "trace=fdatasync,fsync,writev," + call, "-e", "inject=" + call + ":" + kind.injection + ":when=" + at));
        if (kind != Kind.KILLED) {
            // Faster, since other calls are not stopped at; but strace 6.1 then forgets the signals it should send.
            command.add("--seccomp-bpf");
        }
        return command;
    }

    @Override
    public String toString() {
        return call + " " + at + " " + kind;
    }
}
