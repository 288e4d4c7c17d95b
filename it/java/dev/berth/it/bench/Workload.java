package dev.berth.it.bench;

/** One thing that is measured on a running server. */
@FunctionalInterface
interface Workload {

    /** @param seconds how long it is to take, where it can be chosen */
    Figures run(RunningServer server, double seconds);
}
