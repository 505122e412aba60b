package dev.weir.response.guard;

import dev.weir.response.AddressSet;
import dev.weir.response.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the addresses that Weir and its machine cannot do without. */
public final class OwnAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(OwnAddresses.class);
    /** Addresses that are no host elsewhere. */
    private static final List<String> SPECIAL =
            List.of("127.0.0.0/8", "::1", "0.0.0.0/8", "::", "224.0.0.0/4", "ff00::/8", "255.255.255.255");

    private OwnAddresses() {}

    /**
     * What this machine has now.
     *
     * @param brokers of Kafka, each {@code host:port}
     */
    public static AddressSet find(List<String> brokers) {
        return find(brokers, Path.of("/"));
    }

    /** @param root the folder with {@code proc} and {@code etc} */
    static AddressSet find(List<String> brokers, Path root) {
        AddressSet found = new AddressSet();
        SPECIAL.forEach(network -> add(found, network, network + ", no single host elsewhere"));
        addInterfaces(found);
        RoutingTable.gateways(lines(root.resolve("proc/net/route")), lines(root.resolve("proc/net/ipv6_route")))
                .forEach(gateway -> add(found, gateway, "a gateway of this machine"));
        for (String line : lines(root.resolve("etc/resolv.conf"))) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length > 1 && words[0].equals("nameserver")) {
                add(found, words[1], "a name server of this machine");
            }
        }
        brokers.forEach(broker -> addBroker(found, broker));
        return found;
    }

    private static void addInterfaces(AddressSet found) {
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(address -> add(found, address.getHostAddress(), "an address of this machine"));
        } catch (SocketException e) {
            LOG.warn("the addresses of this machine are not known and so not protected: list them in the playbook", e);
        }
    }

    private static void addBroker(AddressSet found, String broker) {
        int port = broker.lastIndexOf(':');
        String host = (port < 0 ? broker : broker.substring(0, port)).strip();
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                add(found, address.getHostAddress(), "a Kafka broker");
            }
        } catch (UnknownHostException e) {
            LOG.warn("the Kafka broker {} has no known address and so is not protected: list it in the playbook", host);
        }
    }

    private static void add(AddressSet found, String address, String what) {
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        Addresses.network(plain).ifPresent(network -> found.add(network, what));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: what it names is not protected unless the playbook lists it", file);
            return List.of();
        }
    }
}
