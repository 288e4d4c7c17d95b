package dev.berth.wire;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A container's connection after an upgrade: what comes is given by {@link #receive}, what goes out is kept. */
final class FakeConnection implements WebConnection {

    final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    int closes;
    private ByteArrayInputStream arrived = new ByteArrayInputStream(new byte[0]);
    private ReadListener reader;
    private final ServletInputStream in = new ServletInputStream() {

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return arrived.available() > 0;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            reader = listener;
        }

        @Override
        public int read() {
            return arrived.read();
        }
    };
    private final ServletOutputStream out = new ServletOutputStream() {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            try {
                listener.onWritePossible();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void write(int one) {
            sent.write(one);
        }
    };

    void receive(byte[] bytes) throws IOException {
        arrived = new ByteArrayInputStream(bytes);
        reader.onDataAvailable();
    }

    @Override
    public ServletInputStream getInputStream() {
        return in;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return out;
    }

    @Override
    public void close() {
        closes++;
    }
}
