package dev.weir.response.executor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network of network namespaces: hosts, each with a cable to a router that forwards between them. Host {@code n} has 10.77.n.2 and
 * fd77:n::2. Nothing of it leaves these namespaces.
 */
public final class Namespaces implements AutoCloseable {
    /** An address would be of no use for a second or two. */
    private static final String NO_DUPLICATE_CHECK =
            "for c in all default; do echo 0 > /proc/sys/net/ipv6/conf/$c/accept_dad; done";

    private final String prefix;
    private final int hosts;

    private Namespaces(String prefix, int hosts) {
        this.prefix = prefix;
        this.hosts = hosts;
    }

    /** Why there can be none here; empty if there can. */
    public static String missing() {
        try {
            if (!run(List.of("id", "-u")).output().strip().equals("0")) {
                return "network namespaces need root";
            }
            for (String tool : List.of("ip", "nft", "ping")) {
                if (run(List.of("sh", "-c", "command -v " + tool)).status() != 0) {
                    return tool + " is not installed";
                }
            }
            String probe = "wprobe" + ProcessHandle.current().pid();
            if (run(List.of("ip", "netns", "add", probe)).status() != 0) {
                return "network namespaces cannot be made here";
            }
            boolean works = run(List.of("ip", "netns", "exec", probe, "nft", "list", "ruleset"))
                            .status()
                    == 0;
            run(List.of("ip", "netns", "del", probe));
            return works ? "" : "nft does not work here";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    public static Namespaces make(int hosts) throws IOException {
        Namespaces made = new Namespaces("w" + ProcessHandle.current().pid() % 100_000 + "x", hosts);
        try {
            made.build();
            return made;
        } catch (IOException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private void build() throws IOException {
        must("ip", "netns", "add", router());
        in(router(), "ip", "link", "set", "lo", "up");
        in(router(), "sh", "-c", NO_DUPLICATE_CHECK);
        in(router(), "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
        in(router(), "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/all/forwarding");
        for (int n = 1; n <= hosts; n++) {
            String host = name(n);
            String cable = "v" + n;
            must("ip", "netns", "add", host);
            in(host, "sh", "-c", NO_DUPLICATE_CHECK);
            must("ip", "link", "add", cable, "netns", host, "type", "veth", "peer", "name", cable, "netns", router());
            in(host, "ip", "addr", "add", address(n) + "/24", "dev", cable);
            in(host, "ip", "addr", "add", "fd77:" + n + "::2/64", "dev", cable, "nodad");
            in(router(), "ip", "addr", "add", "10.77." + n + ".1/24", "dev", cable);
            in(router(), "ip", "addr", "add", "fd77:" + n + "::1/64", "dev", cable, "nodad");
            in(host, "ip", "link", "set", cable, "up");
            in(router(), "ip", "link", "set", cable, "up");
            in(host, "ip", "route", "add", "default", "via", "10.77." + n + ".1");
            in(host, "ip", "-6", "route", "add", "default", "via", "fd77:" + n + "::1");
        }
    }

    /** The command that runs nft on the router. */
    public List<String> nft() {
        return List.of("ip", "netns", "exec", router(), "nft");
    }

    public static String address(int n) {
        return "10.77." + n + ".2";
    }

    public static String address6(int n) {
        return "fd77:" + n + "::2";
    }

    /** Whether a packet goes from a host to an address and back, within a part of a second. */
    public boolean reaches(int from, String address) throws IOException {
        List<String> ping = List.of("ip", "netns", "exec", name(from), "ping", "-c", "1", "-W", "0.3", "-n", address);
        return run(ping).status() == 0;
    }

    /** Gives a host another address, of its own network. */
    public void addAddress(int host, String address) throws IOException {
        in(name(host), "ip", "addr", "add", address + "/24", "dev", "v" + host);
    }

    /** Starts a command on a host; its stderr goes to that of the test. */
    public Process start(int host, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name(host)));
        whole.addAll(command);
        return new ProcessBuilder(whole)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public String onRouter(String... command) throws IOException {
        return in(router(), command);
    }

    private String router() {
        return prefix + "r";
    }

    private String name(int host) {
        return prefix + host;
    }

    private static String in(String namespace, String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        whole.addAll(List.of(command));
        return must(whole.toArray(String[]::new));
    }

    private static String must(String... command) throws IOException {
        Result result = run(List.of(command));
        if (result.status() != 0) {
            throw new IOException(String.join(" ", command) + ": " + result.output());
        }
        return result.output();
    }

    private record Result(int status, String output) {}

    private static Result run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Result(-1, output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return new Result(process.exitValue(), output);
    }

    @Override
    public void close() throws IOException {
        for (int n = 1; n <= hosts; n++) {
            run(List.of("ip", "netns", "del", name(n)));
        }
        run(List.of("ip", "netns", "del", router()));
    }
}
