package dev.berth.it.bench;

import java.util.List;

/** Workloads that share the life of a server, or several lives on one data folder. */
interface Stage {

    List<String> workloads();

    /** Whether it can be measured on the peer, too. */
    default boolean includesPeer() {
        return true;
    }

    void run(Round round);
}
