package dev.berth.it.trials;

import dev.berth.it.RawSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frames that RFC 6455 forbids, and some that look odd but are allowed. */
final class BadFrames {

    private static final int FIN = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final byte[] ECHO = utf8("{\"type\":\"odd\"}");
    private static final byte[] NONE = {};

    private BadFrames() {
    }

    record Case(String name, byte[] bytes) {
    }

    static List<Case> fatal() {
        List<Case> cases = new ArrayList<>();
        add(cases, "unmasked text", RawSocket.frame(FIN | TEXT, false, ECHO));
        add(cases, "unmasked ping", RawSocket.frame(FIN | PING, false, NONE));
        add(cases, "unmasked close", RawSocket.frame(FIN | CLOSE, false, new byte[] {3, (byte) 0xe8}));
        for (int reserved : new int[] {0x40, 0x20, 0x10, 0x70}) {
            add(cases, "reserved bit " + reserved + " on text", masked(FIN | reserved | TEXT, ECHO));
            add(cases, "reserved bit " + reserved + " on ping", masked(FIN | reserved | PING, NONE));
        }
        for (int kind : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            add(cases, "reserved kind " + kind, masked(FIN | kind, ECHO));
        }
        for (int kind : new int[] {CLOSE, PING, PONG}) {
            add(cases, "control frame " + kind + " in pieces", masked(kind, NONE), masked(FIN, NONE));
            add(cases, "control frame " + kind + " of 126 bytes", masked(FIN | kind, new byte[126]));
        }
        add(cases, "a continuation of nothing", masked(FIN, ECHO));
        add(cases, "a continuation of nothing, not the last", masked(0, ECHO), masked(FIN, ECHO));
        add(cases, "a text inside of a text", masked(TEXT, ECHO), masked(FIN | TEXT, ECHO));
        add(cases, "a close of one byte", masked(FIN | CLOSE, new byte[] {3}));
        for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535}) {
            add(cases, "close code " + code, masked(FIN | CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
        }
        add(cases, "a close whose reason is no UTF-8", masked(FIN | CLOSE, new byte[] {3, (byte) 0xe8, (byte) 0xc3, 0x28}));
        for (int[] bytes : new int[][] {{0xc3, 0x28}, {0xed, 0xa0, 0x80}, {0xc0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0xff}, {0xe2, 0x82},
            {0xf8, 0x88, 0x80, 0x80, 0x80}}) {
            byte[] payload = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                payload[i] = (byte) bytes[i];
            }
            add(cases, "no UTF-8, beginning with " + bytes[0], masked(FIN | TEXT, payload));
            add(cases, "no UTF-8 in pieces, beginning with " + bytes[0], masked(TEXT, payload), masked(FIN, NONE));
        }
        add(cases, "a length with its highest bit", new byte[] {(byte) 0x81, (byte) 0xff, (byte) 0x80, 0, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4});
        add(cases, "a length of 2^62", new byte[] {(byte) 0x81, (byte) 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5});
        add(cases, "a text of 100,000 characters", masked(FIN | TEXT, utf8("\"" + "x".repeat(100_000) + "\"")));
        add(cases, "a text of 100,000 characters in pieces", pieces(utf8("\"" + "x".repeat(100_000) + "\""), 1_000));
        add(cases, "not a frame", utf8("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        return cases;
    }

    static List<Case> harmless() {
        List<Case> cases = new ArrayList<>();
        ByteArrayOutputStream empty = new ByteArrayOutputStream();
        empty.writeBytes(masked(TEXT, ECHO));
        for (int i = 0; i < 5_000; i++) {
            empty.writeBytes(masked(0, NONE));
        }
        add(cases, "5,000 empty continuations", empty.toByteArray(), masked(FIN, NONE));
        ByteArrayOutputStream pings = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            pings.writeBytes(masked(FIN | PING, new byte[] {1}));
        }
        add(cases, "1,000 pings", pings.toByteArray(), masked(FIN | TEXT, ECHO));
        add(cases, "pongs that nobody asked for", masked(FIN | PONG, NONE), masked(FIN | PONG, new byte[125]), masked(FIN | TEXT, ECHO));
        add(cases, "a ping inside of a text", masked(TEXT, ECHO), masked(FIN | PING, NONE), masked(FIN, NONE));
        add(cases, "one byte a piece", pieces(utf8("{\"type\":\"\u00fc\ud83d\ude00\"}"), 1));
        add(cases, "half a character in a text", masked(FIN | TEXT, utf8("{\"type\":\"odd\",\"x\":\"a\\ud800b\"}")));
        add(cases, "half a character in a name", masked(FIN | TEXT, utf8("{\"type\":\"odd\",\"\\udc00\":1}")));
        add(cases, "an endless number, and then a sound frame", masked(FIN | TEXT, utf8("9".repeat(1_200))), masked(FIN | TEXT, ECHO));
        add(cases, "a length that is longer than it need be", RawSocket.frame(FIN | TEXT, true, utf8("\"" + "x".repeat(200) + "\"")));
        return cases;
    }

    private static byte[] pieces(byte[] payload, int size) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int at = 0; at < payload.length; at += size) {
            int end = Math.min(payload.length, at + size);
            all.writeBytes(masked((at == 0 ? TEXT : 0) | (end == payload.length ? FIN : 0), Arrays.copyOfRange(payload, at, end)));
        }
        return all.toByteArray();
    }

    private static byte[] masked(int first, byte[] payload) {
        return RawSocket.frame(first, true, payload);
    }

    private static void add(List<Case> cases, String name, byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        cases.add(new Case(name, all.toByteArray()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
