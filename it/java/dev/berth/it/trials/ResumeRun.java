package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.FollowedText;
import dev.berth.it.Json;
import dev.berth.it.OwnServer;
import dev.berth.it.Problems;
import dev.berth.it.Reply;
import dev.berth.it.Words;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One random sequence: every command is done to the server and to the model, and at its end the two are compared. */
final class ResumeRun {

    private static final int SESSIONS = 2;
    private static final int FAR = 1_000_000;
    private static final List<String> PROMPTS = List.of("hello", Words.of(8), Words.of(30), "/tool bash {\"cmd\":\"ls\"}", "/task write it",
            "/fail on purpose", "/question go on?", "/permission bash make");

    private final OwnServer server;
    private final List<ModelSession> sessions = new ArrayList<>();
    private final List<ModelSession> formerLives = new ArrayList<>();
    private Berth berth;

    ResumeRun(OwnServer server) {
        this.server = server;
        this.berth = server.berth();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(new ModelSession(berth.newSession()));
        }
    }

    /** Runs them all. @throws AssertionError when the server does anything else than the model */
    void run(List<ResumeCommand> commands) throws Exception {
        try {
            for (ResumeCommand command : commands) {
                perform(command);
            }
            for (ModelSession session : sessions) {
                finish(session);
            }
            for (ModelSession session : formerLives) {
                session.followers().forEach(ModelFollower::teach);
                session.followers().forEach(ModelFollower::check);
            }
        } finally {
            sessions.forEach(session -> session.followers().forEach(ModelFollower::drop));
        }
    }

    private void perform(ResumeCommand command) throws Exception {
        ModelSession session = sessions.get(command.session() % SESSIONS);
        switch (command.kind()) {
            case APPEND -> append(session, "appended " + command.choice());
            case PROMPT -> prompt(session, PROMPTS.get(command.choice() % PROMPTS.size()));
            case SOCKET, EVENTS -> connect(session, command);
            case DROP -> drop(session, command.choice());
            case STOP -> berth.post("/sessions/" + session.id() + "/stop").expect(200);
            case DELETE -> delete(session);
            case ARCHIVE -> status(session, "archived");
            case RESTORE -> status(session, "active");
            case REFUSED -> refused(session, command.choice());
            case KILL -> restart(true);
            case RESTART -> restart(false);
        }
    }

    private void append(ModelSession session, String content) {
        Reply reply = berth.post("/sessions/" + session.id() + "/messages", Json.object("role", "user", "content", content));
        if (session.isArchived()) {
            Problems.assertProblem(409, "archived", reply);
        } else {
            session.acknowledged(reply.expect(201).object());
        }
    }

    private void prompt(ModelSession session, String content) {
        Reply reply = berth.post("/chat/" + session.id() + "?wait=false", Json.object("content", content));
        assertTrue(session.isArchived() ? reply.status() == 409 : Set.of(202, 429).contains(reply.status()), reply::toString);
    }

    private void connect(ModelSession session, ResumeCommand command) {
        long head = head(session);
        List<ModelFollower> dropped = session.followers().stream().filter(follower -> !follower.isOpen()).toList();
        FollowedText text = null;
        String cursor;
        if (command.choice() % 2 == 0 && !dropped.isEmpty()) {
            ModelFollower before = dropped.get(command.place() % dropped.size());
            cursor = before.resumeCursor();
            text = before.takeText();
        } else {
            cursor = cursor(session, command.choice() / 2, command.place());
        }
        boolean snapshot = command.place() % 4 == 0;
        session.followers().add(command.kind() == ResumeCommand.Kind.SOCKET
                ? ModelFollower.socket(berth, session, cursor, snapshot, snapshot ? null : text, head)
                : ModelFollower.events(berth, session, cursor, text, head));
    }

    /** Any place that somebody could come with: none, an earlier one, one beyond the end, one of another history. */
    private String cursor(ModelSession session, int choice, int place) {
        long earlier = place % (session.lastKnown() + 1);
        long beyond = session.lastKnown() + FAR + place;
        ModelSession other = sessions.get(sessions.indexOf(session) == 0 ? 1 : 0);
        return switch (choice % 10) {
            case 0, 1 -> null;
            case 2 -> "0";
            case 3 -> Long.toString(earlier);
            case 4 -> session.epoch() == null ? "1" : session.epoch() + "." + earlier;
            case 5 -> Long.toString(beyond);
            case 6 -> session.epoch() == null ? "zzzzzz.1" : session.epoch() + "." + beyond;
            case 7 -> "zzzzzz." + earlier;
            case 8 -> other.epoch() == null ? "0" : other.epoch() + "." + other.lastKnown();
            default -> formerLives.isEmpty() ? "00000." + beyond : former(place);
        };
    }

    private String former(int place) {
        ModelSession life = formerLives.get(place % formerLives.size());
        return (life.epoch() == null ? "zzzzzz" : life.epoch()) + "." + place % (life.lastKnown() + 1);
    }

    private static void drop(ModelSession session, int choice) {
        List<ModelFollower> open = session.followers().stream().filter(ModelFollower::isOpen).toList();
        if (!open.isEmpty()) {
            open.get(choice % open.size()).drop();
        }
    }

    private void delete(ModelSession session) throws Exception {
        berth.delete("/sessions/" + session.id()).expect(204);
        for (ModelFollower follower : session.followers()) {
            follower.requireEnded(4004);
        }
        Problems.assertProblem(404, "session", berth.get("/sessions/" + session.id()));
        Problems.assertProblem(404, "session", berth.get("/sessions/" + session.id() + "/events?after=1"));
        formerLives.add(session);
        JsonObject again = Json.object("userId", "local", "repoOwner", "octo", "repoName", "berth", "id", session.id());
        berth.post("/sessions", again).expect(201);
        sessions.set(sessions.indexOf(session), new ModelSession(session.id()));
    }

    private void status(ModelSession session, String status) {
        Reply reply = berth.patch("/sessions/" + session.id(), Json.object("status", status));
        assertTrue(reply.status() == 200 || reply.status() == 409, reply::toString);
        session.archive(berth.session(session.id()).getString("status").equals("archived"));
    }

    private void refused(ModelSession session, int choice) {
        String wrong = List.of("yesterday", "-1", "a.b.c", "99999999999999999999", "k3f9.", ".7").get(choice % 6);
        Problems.assertProblem(400, "after", berth.get("/sessions/" + session.id() + "/events?after=" + wrong));
        Problems.assertProblem(404, "session", berth.get("/sessions/" + Berth.newId() + "/events?after=7"));
    }

    private void restart(boolean kill) throws Exception {
        if (kill) {
            server.kill();
        } else {
            server.stop();
        }
        for (ModelSession session : sessions) {
            for (ModelFollower follower : session.followers()) {
                follower.requireEnded(kill ? 0 : 1012);
            }
        }
        berth = server.start().berth();
    }

    /** Lets the session come to rest, and compares. */
    private void finish(ModelSession session) {
        Await.until("the end of all turns", () -> isAtRest(session));
        long head = head(session);
        session.followers().forEach(follower -> follower.awaitAll(head));
        session.followers().forEach(ModelFollower::teach);
        session.close(berth);
        session.followers().forEach(ModelFollower::check);
        assertEquals(Set.of(), formerLives.stream().map(ModelSession::epoch).filter(epoch -> epoch != null && epoch.equals(session.epoch()))
                .collect(Collectors.toSet()), "an epoch was used twice");
    }

    private boolean isAtRest(ModelSession session) {
        List<JsonObject> turns = berth.turns(session.id()).getValuesAs(JsonObject.class);
        boolean waits = berth.session(session.id()).getString("activity").equals("waiting");
        if (waits) {
            berth.post("/sessions/" + session.id() + "/stop").expect(200);
        }
        return turns.stream().noneMatch(turn -> Set.of("running", "queued").contains(turn.getString("state")));
    }

    private long head(ModelSession session) {
        return berth.session(session.id()).getJsonNumber("seq").longValue();
    }
}
