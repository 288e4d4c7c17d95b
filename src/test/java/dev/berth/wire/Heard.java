package dev.berth.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a reader has heard, in order. */
final class Heard implements FrameReader.Sink {

    final List<String> words = new ArrayList<>();

    @Override
    public void text(String text) {
        words.add("text " + text);
    }

    @Override
    public void ping(byte[] payload) {
        words.add("ping " + Arrays.toString(payload));
    }

    @Override
    public void pong() {
        words.add("pong");
    }

    @Override
    public void close(int code) {
        words.add("close " + code);
    }
}
