package dev.weir.ingest.stitch;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Debian's softflowd and nfdump, run on a file of packets. */
final class Exporters {
    private Exporters() {}

    /** What is missing to run them; empty if nothing is. */
    static Optional<String> missing() {
        return Stream.of("softflowd", "nfcapd", "nfdump")
                .filter(tool -> path(tool).isEmpty())
                .findFirst()
                .map(tool -> tool + " is missing: apt-get install softflowd nfdump");
    }

    private static Optional<Path> path(String tool) {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * The records of the packets, as a file that nfdump prints.
     *
     * @param version of NetFlow on the wire: 5, 9 or 10
     * @param format of nfdump: json or csv
     */
    static Path export(Path pcap, String version, String format, Path folder) throws Exception {
        Path captured = Files.createDirectory(folder.resolve("captured-" + version + format));
        int port = freePort();
        Process collector =
                start(folder, "nfcapd", "-p", "" + port, "-b", "127.0.0.1", "-l", "" + captured, "-t", "3600");
        try {
            awaitQueue(port, "listen");
            Process exporter = start(folder, "softflowd", "-r", "" + pcap, "-n", "127.0.0.1:" + port, "-v", version);
            if (!exporter.waitFor(120, TimeUnit.SECONDS) || exporter.exitValue() != 0) {
                exporter.destroyForcibly();
                throw new IOException("softflowd failed, see its log in " + folder);
            }
            awaitQueue(port, "read all");
        } finally {
            collector.destroy();
            if (!collector.waitFor(120, TimeUnit.SECONDS)) {
                collector.destroyForcibly();
            }
        }
        Path printed = folder.resolve("flows-" + version + "." + format);
        Process printer = command("nfdump", "-R", "" + captured, "-o", format)
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!printer.waitFor(120, TimeUnit.SECONDS) || printer.exitValue() != 0) {
            throw new IOException("nfdump failed");
        }
        return printed;
    }

    private static Process start(Path folder, String... words) throws IOException {
        return command(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(words[0] + ".log").toFile())
                .start();
    }

    private static ProcessBuilder command(String... words) {
        words[0] = path(words[0]).orElseThrow().toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(words));
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Waits until the collector listens and has read what came. Datagrams before and after are lost; the kernel lists who listens, with what
     * waits for each.
     */
    private static void awaitQueue(int port, String what) throws Exception {
        Pattern empty = Pattern.compile(String.format(":%04X [^\\n]* [0-9A-F]{8}:00000000 ", port));
        for (int i = 0; i < 1_000; i++) {
            if (empty.matcher(Files.readString(Path.of("/proc/net/udp"))).find()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new IOException("nfcapd on port " + port + " did not " + what);
    }
}
