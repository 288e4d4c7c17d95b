package dev.berth.security.oidc;

import dev.berth.session.Refusal;
import dev.berth.session.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Who is logged in. A login that somebody was told of survives a restart, and so does its end. When there are too many, the one
 * that would end first ends now. Safe for use by many threads; only what changes a login waits for the disk.
 */
final class Logins {

    /** Logins at once, and those of one person. */
    static final int LOGINS_MAX = 10_000;
    static final int PERSON_LOGINS_MAX = 50;
    /** A larger one would not fit into the address at which the provider is told of a log-out. */
    static final int ID_TOKEN_CHARS_MAX = 4_096;

    private static final Logger LOG = Logger.getLogger(Logins.class.getName());

    private final Map<String, Login> logins = new ConcurrentHashMap<>();
    private final LoginFiles files;
    private final String registration;
    private final Duration max;
    private final Clock clock;
    private final Consumer<String> ended;

    /**
     * Takes up those that an earlier Berth has left.
     *
     * @param registration at which provider, and as which client; logins from elsewhere no longer hold
     * @param max how long a login holds
     * @param ended is told the id of each login that ends before its time
     * @throws IllegalStateException with one sentence when the folder cannot be used
     */
    Logins(Path folder, String registration, Duration max, Clock clock, Consumer<String> ended) {
        this.registration = registration;
        this.max = max;
        this.clock = clock;
        this.ended = ended;
        try {
            files = new LoginFiles(folder);
            files.all().forEach(login -> logins.put(login.id(), login));
            sweep();
        } catch (IOException e) {
            throw new IllegalStateException("the folder " + folder + " cannot be used (setting berth.data): " + e.getMessage(), e);
        }
    }

    /** Logs somebody in. @return the secret, which only the browser keeps */
    synchronized String begin(Person person, String idToken) {
        String secret = Tokens.random();
        String kept = idToken != null && idToken.length() <= ID_TOKEN_CHARS_MAX ? idToken : null;
        Login login = new Login(Tokens.hash(secret), registration, person, now() + max.toSeconds(), kept);
        attempt("The login cannot be stored now.", () -> {
            sweep();
            makeRoom(PERSON_LOGINS_MAX, other -> other.person().userId().equals(person.userId()));
            makeRoom(LOGINS_MAX, any -> true);
            files.write(login);
        });
        logins.put(login.id(), login);
        return secret;
    }

    /** The login that a secret opens. */
    Optional<Login> find(String secret) {
        return byId(Tokens.hash(secret));
    }

    Optional<Login> byId(String id) {
        return Optional.ofNullable(logins.get(id)).filter(login -> !login.isOver(now()));
    }

    /** Ends a login for good; does nothing the second time. */
    synchronized void end(Login login) {
        attempt("The log-out cannot be stored now; you are still logged in.", () -> remove(login));
    }

    private void makeRoom(int most, Predicate<Login> which) throws IOException {
        List<Login> present = logins.values().stream().filter(which).sorted(Comparator.comparingLong(Login::endsAt)).toList();
        for (int i = 0; i <= present.size() - most; i++) {
            remove(present.get(i));
        }
    }

    private void sweep() throws IOException {
        for (Login login : logins.values()) {
            if (login.isOver(now()) || !login.registration().equals(registration)) {
                remove(login);
            }
        }
    }

    private void remove(Login login) throws IOException {
        files.delete(login.id());
        if (logins.remove(login.id()) != null) {
            ended.accept(login.id());
        }
    }

    private static void attempt(String sentence, DiskWork work) {
        try {
            work.run();
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "the folder of logins cannot be written", e);
            throw Refusal.unavailable(sentence);
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private interface DiskWork {
        void run() throws IOException;
    }
}
