package dev.berth.api;

import dev.berth.live.Follow;
import dev.berth.live.OpenSession;
import dev.berth.live.PromptWish;
import dev.berth.live.Prompted;
import dev.berth.security.Caller;
import dev.berth.security.Rates;
import dev.berth.session.Cursor;
import dev.berth.session.JsonWriter;
import dev.berth.session.Message;
import dev.berth.session.SessionId;
import dev.berth.session.Turn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code POST /chat/{id}}, which starts a turn and streams it, and {@code GET /chat/{id}/stream}, which picks it up again. */
final class ChatStreams {

    private static final String JSON = "application/json";

    private final SessionAccess access;
    private final Rates rates;
    private final int bodyBytesMax;

    ChatStreams(SessionAccess access, Rates rates, int bodyBytesMax) {
        this.access = access;
        this.rates = rates;
        this.bodyBytesMax = bodyBytesMax;
    }

    void prompt(String id, HttpServletRequest request) throws IOException {
        SessionId.require(id);
        PromptWish wish = Wishes.prompt(Body.read(request.getInputStream(), bodyBytesMax));
        if (wantsNoStream(request)) {
            accept(id, wish, Caller.of(request), EventStream.on(request));
        } else {
            stream(id, wish, Caller.of(request), EventStream.on(request, rates, id));
        }
    }

    void resume(String id, HttpServletRequest request) {
        SessionId.require(id);
        String turnId = Query.text(request.getParameter("turnId"));
        Cursor after = Query.cursor(request.getHeader("Last-Event-ID"), request.getParameter("after"));
        Caller caller = Caller.of(request);
        EventStream stream = EventStream.on(request, rates, id);
        place(id, caller, turnId, after).whenComplete((place, failure) -> {
            if (failure != null) {
                stream.refuse(failure);
            } else if (place.isEmpty()) {
                stream.answer(response -> response.setStatus(HttpServletResponse.SC_NO_CONTENT));
            } else {
                follow(id, caller, place.get(), stream);
            }
        });
    }

    private void accept(String id, PromptWish wish, Caller caller, EventStream stream) {
        access.use(caller, id, session -> session.turns().prompt(wish)).whenComplete((prompted, failure) -> {
            if (failure == null) {
                stream.answer(response -> writeAccepted(prompted, response));
            } else {
                stream.refuse(failure);
            }
        });
    }

    private void stream(String id, PromptWish wish, Caller caller, EventStream stream) {
        Streams.serve(stream, access.useAndFollow(caller, id, (session, viewer) -> session.promptAndFollow(wish, viewer,
                prompted -> new ChatOutlet(stream, ack(prompted), turnId -> end(id, turnId)))));
    }

    private void follow(String id, Caller caller, Place place, EventStream stream) {
        ChatOutlet outlet = new ChatOutlet(stream, new byte[0], turnId -> end(id, turnId));
        Streams.serve(stream, access.follow(caller, id, null,
                (session, viewer) -> session.follow(Follow.turn(outlet, viewer, place.after(), place.turnId()))));
    }

    private CompletionStage<Optional<Place>> place(String id, Caller caller, String turnId, Cursor after) {
        boolean unused = turnId == null && caller.createsOnFirstUse() && !access.sessions().exists(id);
        return unused ? CompletableFuture.completedFuture(Optional.empty())
                : access.read(caller, id, session -> find(session, turnId, after));
    }

    /** Which turn is to be picked up, and from where; nothing when it has been told to its end or none runs. */
    private static Optional<Place> find(OpenSession session, String turnId, Cursor given) {
        // A cursor of another history tells nothing of this one: then the turn is told from its beginning.
        Cursor after = given != null && given.isOf(session.identity().epoch()) ? given : null;
        Optional<Turn> turn = turnId != null ? Optional.of(session.turns().find(turnId)) : runningOrAt(session, after);
        return turn.flatMap(found -> place(session, found, after));
    }

    private static Optional<Turn> runningOrAt(OpenSession session, Cursor after) {
        Optional<Turn> seen = after == null ? Optional.empty()
                : session.events().table().turnAt(after.seq()).map(session.turns()::find);
        return seen.filter(turn -> !turn.state().isEnd() || hasMore(session, turn, after)).or(session.turns()::running);
    }

    private static Optional<Place> place(OpenSession session, Turn turn, Cursor after) {
        if (turn.state().isEnd() && (after == null || !hasMore(session, turn, after))) {
            return Optional.empty();
        }
        long beginning = session.messages().find(turn.messageId()).map(Message::seq).orElse(0L);
        Cursor from = after != null && after.seq() > beginning ? after : new Cursor(session.identity().epoch(), beginning);
        return Optional.of(new Place(turn.id(), from));
    }

    /** Whether the end of a turn comes after a place: then somebody who stood there has not seen it. */
    private static boolean hasMore(OpenSession session, Turn turn, Cursor after) {
        return session.events().table().hasTurnAfter(turn.id(), after.seq());
    }

    /** How a turn ended; nothing when it runs again. */
    private CompletionStage<Optional<ChatOutlet.End>> end(String id, String turnId) {
        return access.sessions().read(id, session -> Optional.of(session.turns().find(turnId)).filter(turn -> turn.state().isEnd())
                .map(turn -> new ChatOutlet.End(turn, Optional.ofNullable(turn.answerId()).flatMap(session.messages()::find))));
    }

    private record Place(String turnId, Cursor after) {
    }

    private static boolean wantsNoStream(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        boolean asksForJson = accept != null && accept.contains(JSON) && !accept.contains("text/event-stream");
        return asksForJson || "false".equals(request.getParameter("wait"));
    }

    private static byte[] ack(Prompted prompted) {
        JsonWriter out = new JsonWriter().beginObject().member("type", "ack").member("content", "Message received")
                .member("messageId", prompted.message().id()).member("turnId", prompted.turn().id());
        return EventText.chat("message", prompted.cursor().toString(), withPosition(out, prompted).endObject().toString());
    }

    private static void writeAccepted(Prompted prompted, HttpServletResponse response) throws IOException {
        JsonWriter out = new JsonWriter().beginObject().member("messageId", prompted.message().id())
                .member("turnId", prompted.turn().id());
        byte[] body = withPosition(out, prompted).member("seq", prompted.message().seq()).endObject().toString()
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setContentType(JSON);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static JsonWriter withPosition(JsonWriter out, Prompted prompted) {
        Integer position = prompted.turn().position();
        return out.member("position", position == null ? null : Long.valueOf(position));
    }
}
