package dev.berth.api;

import dev.berth.live.Follower;
import dev.berth.live.Frame;
import dev.berth.live.LiveSessions;
import dev.berth.live.PromptWish;
import dev.berth.log.LogLine;
import dev.berth.session.JsonWriter;
import dev.berth.session.PermissionReply;
import dev.berth.session.Refusal;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What clients may say over a WebSocket. Whatever is not known is passed on to the whole group, as the first design did. */
final class ClientFrames {

    private static final Logger LOG = Logger.getLogger(ClientFrames.class.getName());
    private static final Frame PONG = Frame.passing("pong", "{\"type\":\"pong\"}");

    private static final int ID_MAX = 256;

    private final LiveSessions sessions;
    private final String id;
    private final Runnable counter;

    /** @param counter counts a frame that changes something, and refuses it when there were too many */
    ClientFrames(LiveSessions sessions, String id, Runnable counter) {
        this.sessions = sessions;
        this.id = id;
        this.counter = counter;
    }

    void handle(String text, Follower from) {
        JsonValue frame;
        try {
            frame = Body.parseValue(text);
        } catch (Refusal e) {
            from.tell(error("The frame is not JSON.", null));
            return;
        }
        try {
            handle(frame, text, from);
        } catch (Refusal e) {
            from.tell(error(e.getMessage(), null));
        }
    }

    private void handle(JsonValue frame, String text, Follower from) {
        String type = typeOf(frame);
        if (!from.mayWrite() && !type.equals("ping")) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "This link lets you read, and nothing else.");
        }
        if (!type.equals("ping") && !type.equals("prompt")) {
            counter.run();
        }
        switch (type) {
            case "ping" -> from.tell(PONG);
            case "prompt" -> prompt(text, from);
            case "stop" -> answerFailures(sessions.ask(id, session -> session.turns().stop()), null, from);
            case "typing" -> typing(from);
            case "permission-reply" -> permit(text, from);
            case "question-reply" -> answer(text, from);
            default -> echo(frame);
        }
    }

    private void prompt(String text, Follower from) {
        String clientMessageId = null;
        try {
            Body body = Body.parse(text);
            clientMessageId = body.object().get("clientMessageId") instanceof JsonString given ? given.getString() : null;
            counter.run();
            PromptWish wish = Wishes.prompt(body);
            answerFailures(sessions.ask(id, session -> session.turns().prompt(wish)), clientMessageId, from);
        } catch (Refusal e) {
            from.tell(error(e.getMessage(), clientMessageId));
        }
    }

    private void permit(String text, Follower from) {
        Body body = Body.parse(text);
        String permissionId = body.text("id", ID_MAX);
        PermissionReply reply = Wishes.reply(body);
        String message = Wishes.replyMessage(body);
        answerFailures(sessions.ask(id, session -> session.turns().permit(permissionId, reply, message, from.userId())), null, from);
    }

    private void answer(String text, Follower from) {
        Body body = Body.parse(text);
        String questionId = body.text("id", ID_MAX);
        List<List<String>> answers = Wishes.answers(body);
        answerFailures(sessions.ask(id, session -> session.turns().answer(questionId, answers, from.userId())), null, from);
    }

    private void typing(Follower from) {
        String json = new JsonWriter().beginObject().member("type", "typing").member("connectionId", from.connectionId())
                .member("userId", from.userId()).endObject().toString();
        tell(Frame.passing("typing", json), from);
    }

    private void echo(JsonValue frame) {
        // A half of a character, which JSON can hold as an escape, would break the connection of everyone who is sent it.
        String data = JsonWriter.wellFormed(frame.toString());
        String json = new JsonWriter().beginObject().member("type", "echo").name("data").raw(data).endObject().toString();
        tell(Frame.passing("echo", json), null);
    }

    private void tell(Frame frame, Follower except) {
        sessions.with(id, session -> {
            session.tell(frame, except);
            return null;
        });
    }

    private void answerFailures(CompletionStage<?> stage, String clientMessageId, Follower from) {
        stage.whenComplete((result, failure) -> {
            if (failure == null) {
                return;
            }
            Refusal refusal = SessionAccess.refusalIn(failure);
            if (refusal == null) {
                LOG.log(Level.SEVERE, failure, () -> LogLine.of("A frame failed.", LogLine.SESSION, id));
            }
            from.tell(error(refusal == null ? "Something went wrong in Berth." : refusal.getMessage(), clientMessageId));
        });
    }

    /** What a client is told when its frame is refused; a refused prompt is named by the client's own id. */
    private static Frame error(String sentence, String clientMessageId) {
        String json = new JsonWriter().beginObject().member("type", "error").member("error", sentence)
                .optional("clientMessageId", clientMessageId).endObject().toString();
        return Frame.passing("error", json);
    }

    private static String typeOf(JsonValue frame) {
        return frame instanceof JsonObject object && object.get("type") instanceof JsonString type ? type.getString() : "";
    }
}
