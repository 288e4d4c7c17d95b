package dev.berth.api;

import dev.berth.live.CloseReason;
import dev.berth.live.Frame;
import dev.berth.live.Outlet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Sends frames as Server-Sent Events. The answer begins with the first frames, so that until then it may still be refused. */
final class EventOutlet implements Outlet {

    private final EventStream stream;
    private boolean open;

    EventOutlet(EventStream stream) {
        this.stream = stream;
    }

    @Override
    public void send(List<Frame> frames, Consumer<Throwable> done) {
        List<byte[]> texts = new ArrayList<>(frames.size() + 1);
        try {
            if (!open) {
                open = true;
                stream.open();
                texts.add(EventText.RETRY);
            }
            frames.forEach(frame -> texts.add(EventText.plain(frame)));
            stream.write(texts.size() == 1 ? texts.get(0) : EventText.joined(texts), done);
        } catch (IOException | RuntimeException e) {
            done.accept(e);
        }
    }

    @Override
    public void close(CloseReason reason) {
        stream.end(reason == CloseReason.TOO_SLOW || reason == CloseReason.INTERNAL);
    }
}
