package dev.berth.it.bench;

/** What server and client have used of the processors, in milliseconds; up to a moment, or between two. */
record Usage(double serverMillis, double clientMillis) {

    static Usage now(ProcessUse server) {
        return new Usage(server.cpuMillis(), ProcessUse.SELF.cpuMillis());
    }

    Usage since(Usage before) {
        return new Usage(serverMillis - before.serverMillis, clientMillis - before.clientMillis);
    }
}
