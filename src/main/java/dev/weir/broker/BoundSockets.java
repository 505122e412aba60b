package dev.weir.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The broker's two listening sockets, bound before Kafka starts and handed to it. So a taken port is known at once and
 * by name, a free port cannot be lost between choosing and binding, and nothing but the loopback is ever bound.
 */
final class BoundSockets implements ServerSocketFactory, AutoCloseable {
    private static final int BACKLOG = 64;

    private final ServerSocketChannel clients;
    private final ServerSocketChannel controller;

    private BoundSockets(ServerSocketChannel clients, ServerSocketChannel controller) {
        this.clients = clients;
        this.controller = controller;
    }

    /**
     * Binds both.
     *
     * @param port for clients; 0 for a free one
     * @throws IOException if the port is taken
     */
    static BoundSockets bind(int port) throws IOException {
        ServerSocketChannel clients = listen(port);
        try {
            return new BoundSockets(clients, listen(0));
        } catch (IOException e) {
            clients.close();
            throw e;
        }
    }

    private static ServerSocketChannel listen(int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            // Else connections of the last run that linger keep the port for a minute.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return channel.bind(new InetSocketAddress(loopback(), port), BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    int clientPort() {
        return clients.socket().getLocalPort();
    }

    int controllerPort() {
        return controller.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferBytes) {
        return listenerName.equals(NodeSettings.CONTROLLER_LISTENER) ? controller : clients;
    }

    @Override
    public void close() throws IOException {
        try (clients;
                controller) {
            // Kafka has closed them if it got as far as taking them; closing again does nothing.
        }
    }
}
