package dev.berth.live;

import dev.berth.session.Agent;
import dev.berth.session.SessionStore;
import java.time.Clock;

/** What all live sessions share. */
record LiveContext(SessionStore store, Cards cards, Agent agent, Pools pools, Clock clock, LiveLimits limits, Awake awake,
        Connections connections, Counters counters) {
}
