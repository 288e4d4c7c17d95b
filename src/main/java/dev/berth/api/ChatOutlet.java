package dev.berth.api;

import dev.berth.live.CloseReason;
import dev.berth.live.Frame;
import dev.berth.live.Outlet;
import dev.berth.session.Event;
import dev.berth.session.JsonWriter;
import dev.berth.session.Message;
import dev.berth.session.TurnState;
import dev.berth.session.WireName;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends one turn as Server-Sent Events in the form of the first design's chat: {@code ack}, the turn's events, and when the
 * turn has ended the whole answer as {@code assistant}, then {@code done}.
 */
final class ChatOutlet implements Outlet {

    private final EventStream stream;
    private final byte[] opening;
    private final Function<String, CompletionStage<Optional<Message>>> answers;
    private boolean open;

    /**
     * @param opening what comes first
     * @param answers finds the message with an id
     */
    ChatOutlet(EventStream stream, byte[] opening, Function<String, CompletionStage<Optional<Message>>> answers) {
        this.stream = stream;
        this.opening = opening;
        this.answers = answers;
    }

    @Override
    public void send(List<Frame> frames, Consumer<Throwable> done) {
        List<byte[]> texts = new ArrayList<>(frames.size() + 1);
        try {
            if (!open) {
                open = true;
                stream.open();
                texts.add(opening);
            }
            JsonObject end = null;
            for (Frame frame : frames) {
                if (!frame.json().isEmpty() || frame == Frame.HEARTBEAT) {
                    texts.add(EventText.chat(frame));
                }
                end = end == null ? endedTurn(frame) : end;
            }
            JsonObject ended = end;
            stream.write(EventText.joined(texts), ended == null ? done : failure -> finish(ended, failure, done));
        } catch (IOException | RuntimeException e) {
            done.accept(e);
        }
    }

    @Override
    public void close(CloseReason reason) {
        stream.end(reason == CloseReason.TOO_SLOW || reason == CloseReason.INTERNAL);
    }

    private void finish(JsonObject turn, Throwable failure, Consumer<Throwable> done) {
        if (failure != null) {
            done.accept(failure);
            return;
        }
        String answerId = turn.getString("answerId", "");
        answers.apply(answerId).whenComplete((answer, notFound) -> {
            List<byte[]> texts = new ArrayList<>(2);
            Optional.ofNullable(answer).flatMap(found -> found).ifPresent(message -> texts.add(assistant(message)));
            texts.add(done(turn));
            stream.write(EventText.joined(texts), sent -> stream.end(false));
        });
    }

    /** The turn of a frame that tells of its end; null for any other frame. */
    private static JsonObject endedTurn(Frame frame) {
        if (!frame.type().equals(Event.TURN)) {
            return null;
        }
        JsonObject turn = Body.parse(frame.json()).object().getJsonObject("turn");
        return WireName.parse(TurnState.class, "state", turn.getString("state")).isEnd() ? turn : null;
    }

    private static byte[] assistant(Message message) {
        String json = new JsonWriter(256 + message.parts().length() * 2).beginObject().member("type", "assistant")
                .member("role", message.role().wireName()).member("content", message.content()).member("id", message.id())
                .name("parts").raw(message.parts()).endObject().toString();
        return EventText.chat("message", null, json);
    }

    private static byte[] done(JsonObject turn) {
        String json = new JsonWriter().beginObject().member("type", "done").member("turnId", turn.getString("id"))
                .member("state", turn.getString("state")).optional("reason", turn.isNull("reason") ? null : turn.getString("reason"))
                .endObject().toString();
        return EventText.chat("done", null, json);
    }
}
