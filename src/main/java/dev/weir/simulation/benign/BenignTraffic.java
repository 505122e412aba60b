package dev.weir.simulation.benign;

import dev.weir.flow.Verdict;
import dev.weir.simulation.office.Agenda;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowQueue;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Everything an office does on an ordinary day. */
public final class BenignTraffic {
    private static final SortedMap<String, Function<Scene, TrafficPattern>> PATTERNS = new TreeMap<>(Map.ofEntries(
            Map.entry("backups", Backups::new),
            Map.entry("cloud-sync", CloudSync::new),
            Map.entry("file-shares", FileShares::new),
            Map.entry("mail", Mail::new),
            Map.entry("monitoring", Monitoring::new),
            Map.entry("public-visitors", PublicVisitors::new),
            Map.entry("remote-support", RemoteSupport::new),
            Map.entry("resolver", ResolverTraffic::new),
            Map.entry("software-updates", SoftwareUpdates::new),
            Map.entry("ssh-administration", SshAdministration::new),
            Map.entry("stray-connections", StrayConnections::new),
            Map.entry("telemetry", Telemetry::new),
            Map.entry("time-sync", TimeSync::new),
            Map.entry("vulnerability-scanner", VulnerabilityScanner::new),
            Map.entry("web-browsing", WebBrowsing::new)));

    private BenignTraffic() {}

    public static void plan(long seed, Network network, FlowQueue queue, Agenda agenda, long startMicros) {
        PATTERNS.forEach((name, pattern) -> {
            Scene scene = new Scene(network, Dice.of(seed, name), queue, Verdict.BENIGN);
            agenda.add(pattern.apply(scene), startMicros);
        });
    }
}
