package dev.weir.ingest.stitch;

import dev.weir.flow.Protocol;
import dev.weir.ingest.record.TcpFlags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Packets of made-up conversations, as a pcap file, and what of them is true. */
final class PacketTrace {
    private static final int PSH = 8;
    private static final int[] SERVICES = {443, 443, 443, 80, 22, 25, 445, 3_389, 8_080, 8_443, 5_432};

    private final SplittableRandom random;
    private final long startMicros;
    private final List<Packet> packets = new ArrayList<>();
    private final List<Conversation> conversations = new ArrayList<>();

    /** Who asked whom, and the packets and bytes of IP in each direction. */
    static final class Conversation {
        final String client;
        final int clientPort;
        final String server;
        final int serverPort;
        final int protocol;
        long startMicros;
        long endMicros;
        final int[] flags = new int[2];
        final long[] packets = new long[2];
        final long[] bytes = new long[2];

        Conversation(String client, int clientPort, String server, int serverPort, int protocol) {
            this.client = client;
            this.clientPort = clientPort;
            this.server = server;
            this.serverPort = serverPort;
            this.protocol = protocol;
        }

        boolean isAnswered() {
            return packets[1] > 0;
        }
    }

    private static final class Packet {
        private final long micros;
        private final byte[] frame;

        Packet(long micros, byte[] frame) {
            this.micros = micros;
            this.frame = frame;
        }
    }

    /** @param startMicros of the first packet */
    PacketTrace(long seed, long startMicros, int conversations) {
        this.random = new SplittableRandom(seed);
        this.startMicros = startMicros;
        for (int i = 0; i < conversations; i++) {
            converse(i);
        }
        packets.sort(Comparator.comparingLong(packet -> packet.micros));
    }

    List<Conversation> conversations() {
        return conversations;
    }

    private void converse(int i) {
        long at = startMicros + i * 20_000L;
        String client = "10.0." + i / 200 % 4 + "." + (1 + random.nextInt(200));
        String server = (random.nextInt(3) == 0 ? "198.51.100." : "10.1.0.") + (1 + random.nextInt(60));
        int port = 32_768 + random.nextInt(28_000);
        int kind = random.nextInt(100);
        if (kind < 45) {
            session(begin(client, port, server, SERVICES[random.nextInt(SERVICES.length)], Protocol.TCP), at);
        } else if (kind < 70) {
            ask(begin(client, port, server, 53, Protocol.UDP), at, true);
        } else if (kind < 75) {
            boolean isOfOldKind = random.nextInt(5) == 0;
            ask(
                    begin("10.2." + i / 250 + "." + i % 250, isOfOldKind ? 123 : port, server, 123, Protocol.UDP),
                    at,
                    true);
        } else if (kind < 80) {
            ask(begin("10.3." + i / 250 + "." + i % 250, 8, server, 0, Protocol.ICMP), at, true);
        } else if (kind < 88) {
            attempt(begin("10.9.9.9", port, server, 1 + random.nextInt(1_024), Protocol.TCP), at, false);
        } else if (kind < 93) {
            attempt(begin("10.9.9.9", port, server, 1 + random.nextInt(1_024), Protocol.TCP), at, true);
        } else if (kind < 98) {
            ask(begin(client, port, server, 161, Protocol.UDP), at, false);
        } else {
            session(begin(client, port, server, 49_152 + random.nextInt(10_000), Protocol.TCP), at);
        }
    }

    private Conversation begin(String client, int port, String server, int serverPort, int protocol) {
        Conversation one = new Conversation(client, port, server, serverPort, protocol);
        conversations.add(one);
        return one;
    }

    private void session(Conversation one, long start) {
        long at = start;
        send(one, at, 0, TcpFlags.SYN, 0);
        send(one, at += step(), 1, TcpFlags.SYN | TcpFlags.ACK, 0);
        send(one, at += step(), 0, TcpFlags.ACK, 0);
        int turns = 1 + random.nextInt(5);
        for (int i = 0; i < turns; i++) {
            send(one, at += step(), 0, TcpFlags.ACK | PSH, 50 + random.nextInt(400));
            send(one, at += step(), 1, TcpFlags.ACK | PSH, 100 + random.nextInt(1_200));
        }
        send(one, at += step(), 0, TcpFlags.FIN | TcpFlags.ACK, 0);
        send(one, at + step(), 1, TcpFlags.FIN | TcpFlags.ACK, 0);
    }

    private void ask(Conversation one, long start, boolean isAnswered) {
        send(one, start, 0, 0, 30 + random.nextInt(40));
        if (isAnswered) {
            send(one, start + step(), 1, 0, 60 + random.nextInt(300));
        }
    }

    private void attempt(Conversation one, long start, boolean isRefused) {
        send(one, start, 0, TcpFlags.SYN, 0);
        if (isRefused) {
            send(one, start + step(), 1, TcpFlags.RST | TcpFlags.ACK, 0);
        }
    }

    private long step() {
        return 300L + random.nextInt(20_000);
    }

    private void send(Conversation one, long micros, int direction, int flags, int payload) {
        String from = direction == 0 ? one.client : one.server;
        String to = direction == 0 ? one.server : one.client;
        int fromPort = direction == 0 ? one.clientPort : one.serverPort;
        int toPort = direction == 0 ? one.serverPort : one.clientPort;
        int header = one.protocol == Protocol.TCP ? 20 : 8;
        int length = 20 + header + payload;
        ByteBuffer frame = ByteBuffer.allocate(14 + length);
        frame.put(new byte[] {2, 2, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 8, 0});
        frame.putShort((short) 0x4500).putShort((short) length).putInt(1 << 16).put((byte) 64);
        frame.put((byte) one.protocol).putShort((short) 0).put(address(from)).put(address(to));
        if (one.protocol == Protocol.TCP) {
            frame.putShort((short) fromPort).putShort((short) toPort).putInt(1).putInt(1);
            frame.putShort((short) (0x5000 | flags)).putShort((short) 1_000).putInt(0);
        } else if (one.protocol == Protocol.UDP) {
            frame.putShort((short) fromPort).putShort((short) toPort).putShort((short) (8 + payload));
        } else {
            frame.put((byte) (direction == 0 ? 8 : 0)).put((byte) 0);
        }
        packets.add(new Packet(micros, frame.array()));
        one.startMicros = one.startMicros == 0 ? micros : Math.min(one.startMicros, micros);
        one.endMicros = Math.max(one.endMicros, micros);
        one.flags[direction] |= flags;
        one.packets[direction]++;
        one.bytes[direction] += length;
    }

    private static byte[] address(String text) {
        byte[] bytes = new byte[4];
        String[] parts = text.split("\\.", -1);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    void write(Path pcap) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(1)
                .array());
        for (Packet packet : packets) {
            out.write(ByteBuffer.allocate(16)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) (packet.micros / 1_000_000))
                    .putInt((int) (packet.micros % 1_000_000))
                    .putInt(packet.frame.length)
                    .putInt(packet.frame.length)
                    .array());
            out.write(packet.frame);
        }
        Files.write(pcap, out.toByteArray());
    }
}
