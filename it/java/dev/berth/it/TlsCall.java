package dev.berth.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A request over TLS, line by line, from an address of this machine that the test chooses. */
record TlsCall(SSLContext trust, int port, String from) {

    /** @param lines the request line and the headers; without a host it is localhost. @return the status of the answer */
    int status(String... lines) throws IOException {
        try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket()) {
            socket.setSoTimeout((int) Await.PATIENCE.toMillis());
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            boolean named = Arrays.stream(lines).anyMatch(line -> line.startsWith("Host:"));
            String head = String.join("\r\n", lines) + (named ? "" : "\r\nHost: localhost:" + port) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring(answer.length() - 3));
        }
    }
}
