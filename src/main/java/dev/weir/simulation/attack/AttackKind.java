package dev.weir.simulation.attack;

import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** The kinds of attack, with the number of flows that one attack on an office of sixty has. */
public enum AttackKind {
    PORT_SCAN("port-scan", 50, 240),
    BRUTE_FORCE("brute-force", 40, 170),
    SYN_FLOOD("ddos", 80, 300),
    BEACON("c2-beacon", 30, 110),
    EXFILTRATION("exfiltration", 12, 60),
    LATERAL_MOVEMENT("lateral-movement", 30, 120),
    INTERNET_SCAN("internet-scan", 40, 140);

    private final String category;
    private final int leastFlows;
    private final int mostFlows;

    AttackKind(String category, int leastFlows, int mostFlows) {
        this.category = category;
        this.leastFlows = leastFlows;
        this.mostFlows = mostFlows;
    }

    public String category() {
        return category;
    }

    /** A number of flows, for an office so many times the usual size. */
    int flows(Dice dice, double scale) {
        return Math.max(5, (int) (scale * dice.count(leastFlows, mostFlows)));
    }

    /** An attack of that kind, with victims and parameters drawn anew. */
    TrafficPattern prepare(Scene scene, int flows) {
        FlowDraft draft = scene.draft(category);
        return switch (this) {
            case PORT_SCAN -> new PortScan(scene, draft, flows);
            case BRUTE_FORCE -> new BruteForce(scene, draft, flows);
            case SYN_FLOOD -> new SynFlood(scene, draft, flows);
            case BEACON -> new Beacon(scene, draft, flows);
            case EXFILTRATION -> new Exfiltration(scene, draft, flows);
            case LATERAL_MOVEMENT -> new LateralMovement(scene, draft, flows);
            case INTERNET_SCAN -> new InternetScan(scene, draft, flows);
        };
    }
}
