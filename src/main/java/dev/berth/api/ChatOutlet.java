package dev.berth.api;

import dev.berth.live.Channel;
import dev.berth.live.CloseReason;
import dev.berth.live.Frame;
import dev.berth.live.Outlet;
import dev.berth.session.Event;
import dev.berth.session.JsonWriter;
import dev.berth.session.Message;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import dev.berth.session.WireName;
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
    private final Function<String, CompletionStage<Optional<End>>> ends;
    private boolean open;

    /**
     * @param opening what comes first
     * @param ends tells how the turn with an id ended, or that it runs again
     */
    ChatOutlet(EventStream stream, byte[] opening, Function<String, CompletionStage<Optional<End>>> ends) {
        this.stream = stream;
        this.opening = opening;
        this.ends = ends;
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
            String endedTurn = null;
            for (Frame frame : frames) {
                if (!frame.json().isEmpty() || frame == Frame.HEARTBEAT) {
                    texts.add(EventText.chat(frame));
                }
                endedTurn = endedTurn == null ? endedTurn(frame) : endedTurn;
            }
            String ended = endedTurn;
            stream.write(EventText.joined(texts), ended == null ? done : failure -> finish(ended, failure, done));
        } catch (IOException | RuntimeException e) {
            done.accept(e);
        }
    }

    @Override
    public Channel channel() {
        return Channel.CHAT;
    }

    @Override
    public void close(CloseReason reason) {
        stream.end(reason == CloseReason.TOO_SLOW || reason == CloseReason.INTERNAL);
    }

    private void finish(String turnId, Throwable failure, Consumer<Throwable> done) {
        if (failure != null) {
            done.accept(failure);
            return;
        }
        ends.apply(turnId).whenComplete((end, unknown) -> {
            if (unknown != null) {
                done.accept(unknown);
            } else if (end.isEmpty()) {
                // It was an earlier try; the turn runs again, and so does this stream.
                done.accept(null);
            } else {
                List<byte[]> texts = new ArrayList<>(2);
                end.get().answer().ifPresent(message -> texts.add(assistant(message)));
                texts.add(done(end.get().turn()));
                stream.write(EventText.joined(texts), sent -> stream.end(false));
            }
        });
    }

    /** How a turn ended, with the answer if it gave one. */
    record End(Turn turn, Optional<Message> answer) {
    }

    /** The turn of a frame that tells of its end; null for any other frame. */
    private static String endedTurn(Frame frame) {
        if (!frame.type().equals(Event.TURN)) {
            return null;
        }
        String state = Body.parse(frame.json()).object().getJsonObject("turn").getString("state");
        return WireName.parse(TurnState.class, "state", state).isEnd() ? frame.turnId() : null;
    }

    private static byte[] assistant(Message message) {
        String json = new JsonWriter(256 + message.parts().length() * 2).beginObject().member("type", "assistant")
                .member("role", message.role().wireName()).member("content", message.content()).member("id", message.id())
                .name("parts").raw(message.parts()).endObject().toString();
        return EventText.chat("message", null, json);
    }

    private static byte[] done(Turn turn) {
        String json = new JsonWriter().beginObject().member("type", "done").member("turnId", turn.id())
                .member("state", turn.state().wireName()).optional("reason", turn.reason()).endObject().toString();
        return EventText.chat("done", null, json);
    }
}
