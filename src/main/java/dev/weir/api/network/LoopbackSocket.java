package dev.weir.api.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * A port on 127.0.0.1 that is taken before anything is served there, so that others can be told of it in time. Who connects meanwhile
 * waits.
 */
public final class LoopbackSocket implements AutoCloseable {
    private final ServerSocketChannel channel;

    private LoopbackSocket(ServerSocketChannel channel) {
        this.channel = channel;
    }

    /**
     * @param port 0 takes a free one
     * @throws IllegalStateException if it is taken
     */
    public static LoopbackSocket bind(int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                channel.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
                return new LoopbackSocket(channel);
            } catch (BindException e) {
                channel.close();
                throw new IllegalStateException(
                        "port " + port + " on 127.0.0.1 is taken: set api.port to another, or to 0 for a free one", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port it has. */
    public int port() {
        return channel.socket().getLocalPort();
    }

    /** What a server listens with, and closes then. */
    public ServerSocketChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
