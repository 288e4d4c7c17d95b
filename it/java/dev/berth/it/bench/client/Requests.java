package dev.berth.it.bench.client;

import java.nio.charset.StandardCharsets;

/** The requests of one server as bytes, made beforehand where they are sent often. */
public record Requests(int port, String prefix) {

    public byte[] get(String path) {
        return bytes("GET " + prefix + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept: application/json\r\n\r\n");
    }

    public byte[] post(String path, String json) {
        return post(path, json, "application/json");
    }

    /** A POST whose answer is an event stream. */
    public byte[] chat(String id, String json) {
        return post("/chat/" + id, json, "text/event-stream");
    }

    private byte[] post(String path, String json, String accept) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return bytes("POST " + prefix + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept: " + accept
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n" + json);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
