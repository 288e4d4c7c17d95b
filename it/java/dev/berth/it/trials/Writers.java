package dev.berth.it.trials;

import dev.berth.agent.echo.EchoAgent;
import dev.berth.live.House;
import dev.berth.live.LiveLimits;
import dev.berth.live.Pools;
import dev.berth.session.Message;
import dev.berth.session.Mode;
import dev.berth.session.NewMessage;
import dev.berth.session.NewSession;
import dev.berth.session.Refusal;
import dev.berth.session.Role;
import dev.berth.session.StorageFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Scanner;
import java.util.concurrent.Executors;

/**
 * The program that is killed: many writers and readers over a few sessions, of which some always sleep or wake. It tells all it is
 * about to do and all that was done, and ends only by force.
 *
 * <p>Arguments: the data folder, a name for this life, a seed. From standard input, up to an empty line, what earlier lives left:
 * {@code retry <session> <key>} and {@code reader <session> <name> <seq>}.
 */
public final class Writers {

    static final int SESSIONS = 6;
    private static final int WRITERS = 16;
    /** Fewer files may be open than there are sessions, so that sessions are put to sleep under load all the time. */
    private static final LiveLimits LIMITS = new LiveLimits(SESSIONS / 2, Duration.ofMillis(100), 3, Duration.ofMinutes(1),
            Duration.ofMinutes(1), 1_000, 500);
    private static final int CONTENT_MAX = 6_000;

    private final Teller teller = new Teller();
    private final Map<String, List<String>> retries = new HashMap<>();
    private final Map<String, Long> reached = new HashMap<>();
    private final House house;
    private final String life;
    private final long seed;

    private Writers(Path data, String life, long seed) {
        this.life = life;
        this.seed = seed;
        house = new House(data, new EchoAgent(Duration.ZERO, Executors.newSingleThreadScheduledExecutor()), LIMITS, Pools.on(Thread::new));
    }

    public static void main(String[] arguments) {
        Writers writers = new Writers(Path.of(arguments[0]), arguments[1], Long.parseLong(arguments[2]));
        writers.remember(new Scanner(System.in));
        writers.start();
    }

    static String session(int number) {
        return "s" + number;
    }

    private void remember(Scanner in) {
        for (String line = in.nextLine(); !line.isEmpty(); line = in.nextLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("retry")) {
                retries.computeIfAbsent(words[1], unused -> new ArrayList<>()).add(words[2]);
            } else {
                reached.put(words[1] + words[2], Long.valueOf(words[3]));
            }
        }
    }

    private void start() {
        for (int i = 0; i < SESSIONS; i++) {
            House.await(house.sessions.create(wish(session(i))).exceptionally(isThereAlready -> null));
            reader(session(i), "steady").reconnect();
        }
        for (int i = 0; i < WRITERS; i++) {
            int number = i;
            new Thread(() -> write(number), "writer-" + i).start();
        }
        new Thread(this::comeAndGo, "jumpy").start();
        new Thread(this::createAndDelete, "short-lived").start();
    }

    private static NewSession wish(String id) {
        return new NewSession(id, "u", "acme", "rocket", null, Mode.BUILD, "key-" + id);
    }

    private Reader reader(String session, String name) {
        return new Reader(house, teller, session, name, reached.getOrDefault(session + name, 0L));
    }

    private void write(int number) {
        String session = session(number % SESSIONS);
        if (number < SESSIONS) {
            retries.getOrDefault(session, List.of()).forEach(key -> write(session, key));
        }
        for (int i = 0; ; i++) {
            write(session, life + "." + number + "." + i);
        }
    }

    private void write(String session, String key) {
        teller.sent(session, key);
        try {
            Message stored = House.await(house.sessions.ask(session, open -> open.messages()
                    .append(new NewMessage(Role.USER, content(key), null, null, key))));
            teller.acknowledged(session, Entries.of(stored));
        } catch (Refusal | StorageFailure e) {
            teller.refused(session, key, e.getMessage());
        }
    }

    /** The same for the same key, in any life; some need several pages of the file. */
    private static String content(String key) {
        return (key + ' ').repeat(1 + Math.floorMod(key.hashCode(), CONTENT_MAX) / key.length());
    }

    private void comeAndGo() {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            readers.add(reader(session(i), "jumpy"));
        }
        for (Random random = new Random(seed); ; ) {
            readers.get(random.nextInt(SESSIONS)).reconnect();
        }
    }

    private void createAndDelete() {
        for (int i = 0; ; i++) {
            String id = "x" + life + "-" + i;
            teller.life("creating", id);
            House.await(house.sessions.create(wish(id)));
            teller.life("created", id);
            write(id, id);
            if (i % 4 != 0) {
                teller.life("deleting", id);
                House.await(house.sessions.delete(id, "u"));
                teller.life("deleted", id);
            }
        }
    }
}
