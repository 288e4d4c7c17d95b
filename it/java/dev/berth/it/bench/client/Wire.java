package dev.berth.it.bench.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection to a server on this machine, served by a {@link WireLoop}. For the loop's thread only. */
abstract class Wire {

    private final WireLoop loop;
    private final int port;
    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer unsent;

    Wire(WireLoop loop, int port) {
        this.loop = loop;
        this.port = port;
    }

    /** Something has come; all of it must be taken. */
    abstract void received(ByteBuffer bytes);

    /** The server has closed, or the connection has failed. */
    abstract void ended();

    final boolean isOpen() {
        return channel != null;
    }

    final void connect() throws IOException {
        connect(0);
    }

    /** @param receiveBytes what may be under way to it while it does not read; 0 for what the system gives */
    final void connect(int receiveBytes) throws IOException {
        channel = SocketChannel.open();
        if (receiveBytes > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
        }
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        unsent = null;
        key = channel.register(loop.selector(), SelectionKey.OP_READ, this);
    }

    /** One at a time: what was sent before must have gone out. */
    final void send(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            unsent = bytes;
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    final void serve(SelectionKey ready, ByteBuffer buffer) {
        if (!ready.isValid()) {
            // Another connection's answer has closed this one in the same round.
            return;
        }
        try {
            if (ready.isWritable()) {
                sendRest(ready);
            }
            if (ready.isReadable() && !read(buffer)) {
                end();
            }
        } catch (IOException e) {
            // Whoever uses this connection learns of its end, and counts what it did not get as an error.
            end();
        }
    }

    /** Whether it reads what comes, as it does from the beginning on. */
    final void setReading(boolean reads) {
        if (isOpen()) {
            key.interestOps(reads ? key.interestOps() | SelectionKey.OP_READ : key.interestOps() & ~SelectionKey.OP_READ);
        }
    }

    /** Reads once what fits into a buffer. */
    final void sip(ByteBuffer buffer) {
        try {
            if (isOpen() && !read(buffer)) {
                end();
            }
        } catch (IOException e) {
            // As above: whoever uses this connection learns of its end.
            end();
        }
    }

    final void disconnect() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It is of no use any more, closed or not.
            }
            channel = null;
        }
    }

    private void end() {
        disconnect();
        ended();
    }

    private void sendRest(SelectionKey ready) throws IOException {
        channel.write(unsent);
        if (!unsent.hasRemaining()) {
            unsent = null;
            ready.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    private boolean read(ByteBuffer buffer) throws IOException {
        int length = channel.read(buffer.clear());
        if (length > 0) {
            received(buffer.flip());
        }
        return length >= 0;
    }
}
