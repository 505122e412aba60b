package dev.weir;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds files of one package that need each other, directly or by way of others. */
final class ImportCircles {
    private ImportCircles() {}

    /** The names of the files that are part of a circle. */
    static Set<String> among(Collection<JavaClass> types) {
        Map<String, Set<String>> needs = new TreeMap<>();
        for (JavaClass type : types) {
            needs.computeIfAbsent(file(type), file -> new TreeSet<>()).addAll(neighbours(type));
        }
        return needs.keySet().stream()
                .filter(file -> reachable(file, needs).contains(file))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> neighbours(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .filter(target -> target.getPackageName().equals(type.getPackageName()))
                .map(ImportCircles::file)
                .filter(file -> !file.equals(file(type)))
                .collect(Collectors.toSet());
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> needs) {
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(needs.get(from));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (seen.add(next)) {
                open.addAll(needs.getOrDefault(next, Set.of()));
            }
        }
        return seen;
    }

    private static String file(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
