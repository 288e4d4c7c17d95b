package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.berth.log.Trace;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The request that something is done for")
class CarriedTraceTest {

    @TempDir
    private Path data;
    private final ScriptedAgent agent = new ScriptedAgent();
    private House house;
    private String id;

    @BeforeEach
    void open() {
        house = new House(data, agent);
        id = house.newSession();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("is known on the lane, and where its answer arrives")
    void carried() {
        Trace trace = Trace.of("r-1", null, id);
        CompletableFuture<Trace> there = new CompletableFuture<>();
        CompletableFuture<Trace> back = new CompletableFuture<>();
        trace.run(() -> house.sessions.ask(id, session -> there.complete(Trace.current()))
                .whenComplete((done, failure) -> back.complete(Trace.current())));
        assertSame(trace, House.await(there));
        assertSame(trace, House.await(back));
        assertSame(Trace.NONE, house.ask(id, session -> Trace.current()));
    }

    @Test
    @DisplayName("gives its trace to the turn, also when that has to wait")
    void prompted() {
        Trace first = Trace.of("r-1", null, id);
        Trace second = Trace.of("r-2", null, id);
        first.run(() -> house.prompt(id, "one"));
        second.run(() -> house.prompt(id, "two"));
        House.until(() -> agent.prompts.size() == 1);
        agent.latest().completed();
        House.until(() -> agent.prompts.size() == 2);
        assertEquals(first.traceparent(), agent.prompts.get(0).traceparent());
        assertEquals(second.traceparent(), agent.prompts.get(1).traceparent());
    }
}
