package dev.weir.service.console;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks about flows at a steady rate over a few connections. A question is due at a fixed time, whether or not those before it are
 * answered, and its time counts from then: what waits behind a slow answer is slow too.
 */
final class DetectLoad {
    private static final int CONNECTIONS = 8;

    private final int port;
    private final String token;
    private final List<byte[]> flows;

    DetectLoad(int port, String token, List<byte[]> flows) {
        this.port = port;
        this.token = token;
        this.flows = flows;
    }

    /** What came of it. */
    static final class Result {
        private final double[] sortedMillis;
        private final int errors;

        private Result(double[] sortedMillis, int errors) {
            this.sortedMillis = sortedMillis;
            this.errors = errors;
        }

        double at(double part) {
            return sortedMillis.length == 0
                    ? Double.NaN
                    : sortedMillis[Math.max(0, (int) Math.ceil(part * sortedMillis.length) - 1)];
        }

        int answers() {
            return sortedMillis.length;
        }

        int errors() {
            return errors;
        }
    }

    Result run(int perSecond, Duration time) throws InterruptedException {
        int all = (int) (perSecond * time.toSeconds());
        long intervalNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        double[] millis = new double[all];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger errors = new AtomicInteger();
        long startNanos = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Thread thread = new Thread(() -> ask(next, startNanos, intervalNanos, millis, errors), "detect-load-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Arrays.sort(millis);
        return new Result(millis, errors.get());
    }

    private void ask(AtomicInteger next, long startNanos, long intervalNanos, double[] millis, AtomicInteger errors) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (int at = next.getAndIncrement(); at < millis.length; at = next.getAndIncrement()) {
                long dueNanos = startNanos + at * intervalNanos;
                for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(request(flows.get(at % flows.size())));
                errors.addAndGet(read(in) == 200 ? 0 : 1);
                millis[at] = (System.nanoTime() - dueNanos) / 1e6;
            }
        } catch (IOException e) {
            errors.incrementAndGet();
            throw new AssertionError(e);
        }
    }

    private byte[] request(byte[] flow) {
        byte[] head = ("POST /api/v1/detect HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + flow.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + flow.length);
        System.arraycopy(flow, 0, whole, head.length, flow.length);
        return whole;
    }

    /** Reads an answer to its end; its status. */
    private static int read(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return Integer.parseInt(status.substring(9, 12));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
