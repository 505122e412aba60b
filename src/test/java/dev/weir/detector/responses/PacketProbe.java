package dev.weir.detector.responses;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.broker.ChildJvm;
import dev.weir.response.executor.Namespaces;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends a small packet from host 1 to host 2 every few milliseconds, from the address that is asked for, and tells when the latest came
 * back. Times are of {@link System#nanoTime}, which all processes of a machine share on Linux.
 */
final class PacketProbe implements AutoCloseable {
    private static final int PORT = 7007;
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int BYTES = 8;

    private final Process echo;
    private final Process sender;
    private final Writer toSender;
    private volatile long lastBackNanos = System.nanoTime();

    /** @param addresses how many host 1 has, {@link #address(int)} each */
    PacketProbe(Namespaces network, int addresses) throws IOException {
        this.echo = network.start(2, java("echo"));
        for (int i = 1; i < addresses; i++) {
            network.addAddress(1, address(i));
        }
        this.sender = network.start(1, java("send"));
        this.toSender = sender.outputWriter(UTF_8);
        Thread reader = new Thread(this::read, "packet-probe");
        reader.setDaemon(true);
        reader.start();
    }

    static String address(int i) {
        return "10.77.1." + (2 + i);
    }

    private static List<String> java(String role) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ChildJvm.classPath(),
                PacketProbe.class.getName(),
                role);
    }

    private void read() {
        try (BufferedReader lines = sender.inputReader(US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                lastBackNanos = Long.parseLong(line);
            }
        } catch (IOException gone) {
            // It is closed.
        }
    }

    /** Sends from another address from now on, and waits until packets come back. */
    void sendFrom(int i) throws IOException {
        long asked = System.nanoTime();
        toSender.write(address(i) + "\n");
        toSender.flush();
        awaitBack(asked + TimeUnit.MILLISECONDS.toNanos(20));
    }

    /** When the latest packet came back. */
    long lastBackNanos() {
        return lastBackNanos;
    }

    /** Waits for a packet that comes back after a time, and says when it came. */
    long awaitBack(long sinceNanos) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (long back = lastBackNanos; ; back = lastBackNanos) {
            if (back - sinceNanos > 0) {
                return back;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("no packet came back within a minute");
            }
            LockSupport.parkNanos(EVERY_NANOS / 5);
        }
    }

    @Override
    public void close() {
        sender.destroyForcibly();
        echo.destroyForcibly();
    }

    /** In the namespace of a host: sends what comes back, or sends what is to come back. */
    public static void main(String[] role) throws IOException {
        if (role[0].equals("echo")) {
            echo();
        } else {
            send();
        }
    }

    private static void echo() throws IOException {
        endWithStdin();
        ByteBuffer packet = ByteBuffer.allocate(BYTES);
        try (DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(PORT))) {
            while (true) {
                packet.clear();
                java.net.SocketAddress from = channel.receive(packet);
                channel.send(packet.flip(), from);
            }
        }
    }

    private static void send() throws IOException {
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        DatagramChannel channel = null;
        InetSocketAddress target = new InetSocketAddress(Namespaces.address(2), PORT);
        ByteBuffer packet = ByteBuffer.allocate(BYTES);
        while (true) {
            if (channel == null || asked.ready()) {
                String address = asked.readLine();
                if (address == null) {
                    return;
                }
                if (channel != null) {
                    channel.close();
                }
                channel = DatagramChannel.open().bind(new InetSocketAddress(address, 0));
                channel.configureBlocking(false);
            }
            packet.clear().putLong(System.nanoTime()).flip();
            trySend(channel, packet, target);
            LockSupport.parkNanos(EVERY_NANOS);
            packet.clear();
            while (channel.receive(packet) != null) {
                say(System.nanoTime());
                packet.clear();
            }
        }
    }

    /** What a firewall drops may fail at once. */
    private static void trySend(DatagramChannel channel, ByteBuffer packet, InetSocketAddress target) {
        try {
            channel.send(packet, target);
        } catch (IOException dropped) {
            // It does not come back.
        }
    }

    private static void say(long nanos) {
        byte[] line = (nanos + "\n").getBytes(US_ASCII);
        System.out.write(line, 0, line.length);
        System.out.flush();
    }

    private static void endWithStdin() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // Nothing is said on stdin.
                        }
                    } catch (IOException gone) {
                        // Then so is the test.
                    }
                    Runtime.getRuntime().halt(3);
                },
                "test-is-over");
        watch.setDaemon(true);
        watch.start();
    }
}
