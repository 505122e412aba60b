package dev.weir.response.playbook;

import dev.weir.response.AddressSet;
import dev.weir.response.Addresses;
import dev.weir.yaml.YamlException;
import inet.ipaddr.IPAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a playbook of what a file says, and names the place of what cannot be. */
final class PlaybookBuilder {
    /** Private, shared and link-local networks of both families. */
    private static final List<String> INTERNAL = List.of(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "fc00::/7",
            "fe80::/10");

    private static final int MOST_RULES = 1_000;

    private final Path file;

    PlaybookBuilder(Path file) {
        this.file = file;
    }

    Playbook build(PlaybookShape shape) {
        Map<String, List<String>> groups = shape.groups() == null ? Map.of() : new TreeMap<>(shape.groups());
        List<String> internal = shape.internal() == null ? INTERNAL : shape.internal();
        Networks networks = networks(internal, groups);
        AddressSet spared = protectedAssets(orEmpty(shape.protectedAssets()), orEmpty(shape.protectedFiles()));
        return new Playbook(
                rules(orEmpty(shape.rules()), new RuleBuilder(file, internal, groups)), networks, spared, zone(shape));
    }

    private List<Rule> rules(List<PlaybookShape.RuleShape> shapes, RuleBuilder builder) {
        if (shapes.isEmpty() || shapes.size() > MOST_RULES) {
            throw wrong("rules", "must be 1 to " + MOST_RULES + " rules, got " + shapes.size());
        }
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (PlaybookShape.RuleShape shape : shapes) {
            String place = "rules[" + (rules.size() + 1) + "]";
            Rule rule = builder.build(shape, place);
            if (!names.add(rule.name())) {
                throw wrong(place + ".name", "is the name of an earlier rule too: " + rule.name());
            }
            rules.add(rule);
        }
        return rules;
    }

    private Networks networks(List<String> internal, Map<String, List<String>> groups) {
        AddressSet own = new AddressSet();
        addAll(own, internal, "internal", "internal");
        Map<String, AddressSet> sets = new TreeMap<>();
        groups.forEach((name, networks) -> {
            AddressSet group = new AddressSet();
            addAll(group, orEmpty(networks), "groups." + name, name);
            sets.put(name, group);
        });
        return new Networks(own, sets);
    }

    private AddressSet protectedAssets(List<String> networks, List<String> files) {
        AddressSet spared = new AddressSet();
        addAll(spared, networks, "protected", "a protected network of the playbook");
        for (String name : files) {
            Path list = file.resolveSibling(name);
            addAll(spared, lines(list), name, "a protected network of " + YamlException.shown(name));
        }
        return spared;
    }

    private List<String> lines(Path list) {
        try {
            return Files.readAllLines(list).stream()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new YamlException(
                    "protected-files in " + file + ": " + list + " cannot be read; give a path beside the playbook", e);
        }
    }

    private void addAll(AddressSet set, List<String> networks, String place, String what) {
        for (String text : networks) {
            IPAddress network = text == null ? null : Addresses.network(text).orElse(null);
            if (network == null) {
                throw wrong(
                        place,
                        "must hold addresses or networks such as 10.0.0.0/8, got "
                                + YamlException.shown(String.valueOf(text)));
            }
            set.add(network, network.toPrefixLengthString() + ", " + what);
        }
    }

    private ZoneId zone(PlaybookShape shape) {
        try {
            return ZoneId.of(shape.timeZone() == null ? "UTC" : shape.timeZone());
        } catch (DateTimeException e) {
            throw wrong("time-zone", "must be a name such as UTC or Europe/Berlin");
        }
    }

    private YamlException wrong(String place, String what) {
        return new YamlException(place + " in " + file + " " + what);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
