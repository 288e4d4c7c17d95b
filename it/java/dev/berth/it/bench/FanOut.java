package dev.berth.it.bench;

import dev.berth.it.bench.client.ClosedLoop;
import dev.berth.it.bench.client.Latencies;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Many WebSockets follow one session, to which one client appends as fast as it is answered, in rounds of {@value #MESSAGES}:
 * each message must have reached everybody before the next round begins.
 */
final class FanOut implements Workload {

    private static final int MESSAGES = 200;
    private static final Duration DELIVERED_MAX = Duration.ofSeconds(20);
    private static final byte MARK = '@';
    private static final int DIGITS = 6;

    private final int sockets;

    FanOut(int sockets) {
        this.sockets = sockets;
    }

    @Override
    public Figures run(RunningServer server, double seconds) {
        return new Followed(server).run(seconds);
    }

    private final class Followed {

        private final RunningServer server;
        private final Sessions sessions;
        private final String id;
        private final long[] sentAt = new long[MESSAGES];
        private final Latencies latencies = new Latencies();
        private long expected;

        Followed(RunningServer server) {
            this.server = server;
            sessions = new Sessions(server);
            id = sessions.create();
        }

        Figures run(double seconds) {
            try (Sockets open = new Sockets(server, List.of(id), sockets, this::received);
                    ClosedLoop writer = new ClosedLoop(server.loop(), server.port(), 1)) {
                Usage before = Usage.now(server.use());
                long begin = System.nanoTime();
                boolean all = true;
                while (all && System.nanoTime() - begin < seconds * 1e9) {
                    all = round(writer);
                }
                double took = (System.nanoTime() - begin) / 1e9;
                return figures(took, Usage.now(server.use()).since(before)).lastError(all ? null : open.gone() + " WebSockets were ended");
            }
        }

        private boolean round(ClosedLoop writer) {
            expected += (long) MESSAGES * sockets;
            ClosedLoop.Outcome outcome = writer.runTimes(MESSAGES, (client, number) -> message(number));
            return outcome.errors() == 0 && server.loop().runUntil(() -> latencies.count() >= expected, DELIVERED_MAX);
        }

        private byte[] message(int number) {
            byte[] request = sessions.append(id, "assistant", String.format("@@%0" + DIGITS + "d", number) + Sessions.TEXT);
            sentAt[number] = System.nanoTime();
            return request;
        }

        private void received(ByteBuffer frame) {
            long now = System.nanoTime();
            for (int i = frame.position(); i < frame.limit() - DIGITS - 1; i++) {
                if (frame.get(i) == MARK && frame.get(i + 1) == MARK) {
                    latencies.add(now - sentAt[number(frame, i + 2)]);
                    return;
                }
            }
        }

        private Figures figures(double took, Usage used) {
            int count = latencies.count();
            return new Figures().put(Figure.PER_SECOND, count / took).latencies(latencies.ascending()).costs(used, count)
                    .put(Figure.ERRORS, expected - count);
        }
    }

    private static int number(ByteBuffer frame, int at) {
        int number = 0;
        for (int i = at; i < at + DIGITS; i++) {
            number = number * 10 + frame.get(i) - '0';
        }
        return number;
    }
}
