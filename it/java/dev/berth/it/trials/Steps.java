package dev.berth.it.trials;

import dev.berth.agent.echo.EchoAgent;
import dev.berth.live.House;
import dev.berth.live.LiveLimits;
import dev.berth.live.Pools;
import dev.berth.live.PromptWish;
import dev.berth.live.Prompted;
import dev.berth.session.Message;
import dev.berth.session.Mode;
import dev.berth.session.NewMessage;
import dev.berth.session.NewSession;
import dev.berth.session.Refusal;
import dev.berth.session.Role;
import dev.berth.session.StorageFailure;
import dev.berth.session.TurnState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * The program whose n-th system call fails: it does one kind of step again and again, and after each writes to a session that has no
 * part in it. What is refused it tries again, as a client would. One thread does all that touches the sessions' files, since a
 * tracer counts the calls of each thread by themselves.
 *
 * <p>Arguments: the data folder, the kind of step, how often.
 */
public final class Steps {

    static final String VICTIM = "victim";
    static final String OTHER = "other";
    private static final int ATTEMPTS_MAX = 8;
    private static final LiveLimits LIMITS = new LiveLimits(100, Duration.ofMinutes(1), 3, Duration.ofMinutes(1), Duration.ofMinutes(1),
            1_000, 500);

    /** What is done; each begins with files that lie ready. */
    enum Kind {
        CREATE("fsync", "pwrite64", "write", "link", "unlink"), APPEND("fsync", "pwrite64"), ANSWER("fsync", "pwrite64"),
        HIBERNATE("fsync", "pwrite64", "ftruncate", "unlink"), MIGRATE("fsync", "pwrite64", "ftruncate"),
        DELETE("fsync", "pwrite64", "ftruncate", "rename", "unlink");

        /** The system calls by which it changes what is on the disk; the SQLite that Berth brings never calls {@code fdatasync}. */
        final List<String> calls;

        Kind(String... calls) {
            this.calls = List.of(calls);
        }

        /** The session that step number i is about. */
        String session(int i) {
            return switch (this) {
                case CREATE -> "created" + i;
                case MIGRATE -> "old" + i;
                case DELETE -> "doomed" + i;
                default -> VICTIM;
            };
        }
    }

    private final Teller teller = new Teller();
    private final House house;
    private final Kind kind;

    private Steps(Path data, Kind kind) {
        this.kind = kind;
        Pools usual = Pools.on(Thread::new);
        Pools oneLane = new Pools(Executors.newSingleThreadExecutor(), usual.senders(), usual.answers(), usual.closers(), usual.chores(),
                usual.timer());
        house = new House(data, new EchoAgent(Duration.ZERO, Executors.newSingleThreadScheduledExecutor()), LIMITS, oneLane);
    }

    public static void main(String[] arguments) {
        Steps steps = new Steps(Path.of(arguments[0]), Kind.valueOf(arguments[1]));
        new Reader(steps.house, steps.teller, OTHER, "steady", 0).reconnect();
        int count = Integer.parseInt(arguments[2]);
        for (int i = 0; i < count; i++) {
            steps.step(i);
            steps.write(OTHER, "other " + i);
        }
        steps.house.close();
        System.exit(0);
    }

    private void step(int i) {
        String session = kind.session(i);
        switch (kind) {
            case CREATE -> create(session);
            case APPEND, MIGRATE -> write(session, kind + " " + i);
            case ANSWER -> answer(session, kind + " " + i);
            case HIBERNATE -> sleep(session, i);
            case DELETE -> delete(session);
        }
    }

    private void create(String id) {
        teller.life("creating", id);
        insist(id, "creating", () -> House.await(house.sessions.create(
                new NewSession(id, "u", "acme", "rocket", null, Mode.BUILD, "key-" + id))));
        teller.life("created", id);
        write(id, "first");
    }

    private void write(String session, String key) {
        teller.sent(session, key);
        insist(session, key, () -> {
            Message stored = house.ask(session, open -> open.messages()
                    .append(new NewMessage(Role.USER, content(key), null, null, key)));
            teller.acknowledged(session, Entries.of(stored));
        });
    }

    private void answer(String session, String key) {
        teller.sent(session, key);
        insist(session, key, () -> {
            Prompted prompted = house.ask(session, open -> open.turns().prompt(new PromptWish(content(key), null, key, null)));
            teller.acknowledged(session, Entries.of(prompted.message()));
            String turn = prompted.turn().id();
            House.until(() -> house.ask(session, open -> open.turns().find(turn).state().isEnd()));
            acknowledgeAnswer(session, turn);
        });
    }

    /** An answer that came to its end is kept as it is; one that was cut off may be told on. */
    private void acknowledgeAnswer(String session, String turn) {
        Message answer = house.ask(session, open -> {
            var ended = open.turns().find(turn);
            boolean whole = ended.state() == TurnState.COMPLETED && ended.answerId() != null;
            return whole ? open.messages().find(ended.answerId()).orElseThrow() : null;
        });
        if (answer != null) {
            teller.acknowledged(session, Entries.of(answer));
        }
    }

    private void sleep(String session, int i) {
        write(session, kind + " " + i);
        house.sleep(session);
    }

    private void delete(String id) {
        teller.life("deleting", id);
        insist(id, "deleting", () -> {
            try {
                House.await(house.sessions.delete(id, "u"));
            } catch (Refusal e) {
                if (e.code() != Refusal.Code.NOT_FOUND) {
                    throw e;
                }
            }
        });
        teller.life("deleted", id);
    }

    /** The fault comes once, so what is refused goes well after a few attempts; if not, the parent misses its acknowledgement. */
    private void insist(String session, String key, Runnable action) {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            try {
                action.run();
                return;
            } catch (Refusal | StorageFailure e) {
                teller.refused(session, key, e.getMessage());
            }
        }
        throw new IllegalStateException(session + ": " + key + " is refused for good");
    }

    private static String content(String key) {
        return (key + ' ').repeat(100);
    }
}
