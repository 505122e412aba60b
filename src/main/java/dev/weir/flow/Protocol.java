package dev.weir.flow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** IANA protocol numbers (0 to 255) and the names that sensors write for them. */
public final class Protocol {
    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int IPV6_ICMP = 58;
    /** IANA's "reserved", used for a transport that the sensor could not name. */
    public static final int UNKNOWN = 255;

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("hopopt", 0),
            Map.entry("icmp", ICMP),
            Map.entry("igmp", 2),
            Map.entry("ipip", 4),
            Map.entry("tcp", TCP),
            Map.entry("egp", 8),
            Map.entry("udp", UDP),
            Map.entry("ipv6", 41),
            Map.entry("rsvp", 46),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ah", 51),
            Map.entry("ipv6-icmp", IPV6_ICMP),
            Map.entry("icmp6", IPV6_ICMP),
            Map.entry("icmpv6", IPV6_ICMP),
            Map.entry("eigrp", 88),
            Map.entry("ospf", 89),
            Map.entry("pim", 103),
            Map.entry("vrrp", 112),
            Map.entry("l2tp", 115),
            Map.entry("sctp", 132),
            Map.entry("udplite", 136),
            Map.entry("unknown_transport", UNKNOWN),
            Map.entry("unknown", UNKNOWN));

    /** Seldom seen, and other spellings, as IANA and several sensors write them. */
    private static final String RARE =
            "ggp 3|st2 5|st 5|cbt 7|igp 9|bbn-rcc 10|bbn-rcc-mon 10|nvp 11|nvp-ii 11|pup 12|argus 13|emcon 14|"
                    + "xnet 15|chaos 16|mux 18|dcn 19|dcn-meas 19|hmp 20|prm 21|xns-idp 22|trunk-1 23|trunk-2 24|leaf-1 25|"
                    + "leaf-2 26|rdp 27|irtp 28|iso-tp4 29|netblt 30|mfe-nsp 31|merit-inp 32|dccp 33|sep 33|3pc 34|idpr 35|"
                    + "xtp 36|ddp 37|idpr-cmtp 38|tp++ 39|il 40|ipv6-route 43|ipv6-frag 44|sdrp 42|idrp 45|gre-encap 47|"
                    + "dsr 48|bna 49|i-nlsp 52|swipe 53|narp 54|mobile 55|min-ipv4 55|tlsp 56|skip 57|icmp-v6 58|ipv6-no 59|"
                    + "ipv6-nonxt 59|ipv6-opts 60|any-host 61|cftp 62|sat-expak 64|kryptolan 65|rvd 66|ippc 67|sat-mon 69|"
                    + "visa 70|ipcv 71|cpnx 72|cphb 73|wsn 74|pvp 75|br-sat-mon 76|sun-nd 77|wb-mon 78|wb-expak 79|"
                    + "iso-ip 80|vmtp 81|secure-vmtp 82|vines 83|ttp 84|iptm 84|nsfnet-igp 85|dgp 86|tcf 87|sprite-rpc 90|"
                    + "larp 91|mtp 92|ax.25 93|micp 95|scc-sp 96|sccopmce 96|etherip 97|encap 98|gmtp 100|ifmp 101|pnni 102|"
                    + "aris 104|scps 105|qnx 106|a/n 107|ipcomp 108|snp 109|compaq-peer 110|ipx-n-ip 111|ipx-in-ip 111|"
                    + "pgm 113|zero 114|ddx 116|iatp 117|stp 118|srp 119|uti 120|smp 121|sm 122|ptp 123|isis 124|fire 125|"
                    + "crtp 126|crudp 127|sscopmce 128|iplt 129|sps 130|pipe 131|fc 133|rsvp-e2e-ignore 134|"
                    + "mobility-header 135|mpls-in-ip 137|manet 138|shim6 139|wesp 140|rohc 141|ethernet 143|ipencap 4|"
                    + "ipnip 4|ip-in-ip 4|ipv4 4|ospfigp 89|ospfv3 89|ospf-lite 89|udp-lite 136|udp_lite 136|icmp4 1|"
                    + "ipv6_icmp 58|ipv6icmp 58";

    private static final Map<String, Integer> RARE_NUMBERS = Arrays.stream(RARE.split("\\|", -1))
            .map(entry -> entry.split(" ", -1))
            .collect(Collectors.toMap(entry -> entry[0], entry -> Integer.valueOf(entry[1])));

    private static final Map<Integer, String> NAMES = NUMBERS.entrySet().stream()
            .filter(entry -> !entry.getKey().matches("icmp6|icmpv6|unknown_transport"))
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final String[] TEXTS = IntStream.rangeClosed(0, UNKNOWN)
            .mapToObj(number -> NAMES.getOrDefault(number, Integer.toString(number)))
            .toArray(String[]::new);

    private Protocol() {}

    /** The number of a name or of a decimal number from 0 to 255; empty for every other text. */
    public static OptionalInt number(String nameOrNumber) {
        return switch (nameOrNumber) {
            case "tcp" -> OptionalInt.of(TCP);
            case "udp" -> OptionalInt.of(UDP);
            default -> rareNumber(nameOrNumber);
        };
    }

    private static OptionalInt rareNumber(String nameOrNumber) {
        if (!nameOrNumber.isEmpty()
                && nameOrNumber.length() <= 3
                && nameOrNumber.chars().allMatch(Protocol::isDigit)) {
            int number = Integer.parseInt(nameOrNumber);
            return number <= UNKNOWN ? OptionalInt.of(number) : OptionalInt.empty();
        }
        String name = nameOrNumber.toLowerCase(Locale.ROOT);
        Integer number = NUMBERS.getOrDefault(name, RARE_NUMBERS.get(name));
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The usual name of a number, or the number itself in decimal. */
    public static String name(int number) {
        return number >= 0 && number <= UNKNOWN ? TEXTS[number] : Integer.toString(number);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
