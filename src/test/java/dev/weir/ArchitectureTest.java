package dev.weir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.weir.flow.FlowId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the table of packages and imports: what each may use of Weir, and that nothing is named that is not in it. */
class ArchitectureTest {
    private static final String BASE = "dev.weir.";
    private static final int MAX_FILE_LINES = 400;

    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("flow", Set.of()),
            Map.entry("ingest", Set.of("flow")),
            Map.entry("features", Set.of("flow")),
            Map.entry("model", Set.of("flow", "features")),
            Map.entry("checkpoint", Set.of("flow", "features", "model")),
            Map.entry("scoring", Set.of("flow", "features", "model")),
            Map.entry("alert", Set.of("flow", "scoring")),
            Map.entry("response", Set.of("flow", "scoring", "alert")),
            Map.entry("feedback", Set.of("flow", "features", "model")),
            Map.entry(
                    "evaluation",
                    Set.of(
                            "flow",
                            "ingest",
                            "features",
                            "model",
                            "checkpoint",
                            "scoring",
                            "alert",
                            "response",
                            "feedback")),
            Map.entry(
                    "topology",
                    Set.of(
                            "flow",
                            "ingest",
                            "features",
                            "model",
                            "checkpoint",
                            "scoring",
                            "alert",
                            "response",
                            "feedback")),
            Map.entry("broker", Set.of()),
            Map.entry(
                    "api",
                    Set.of(
                            "flow",
                            "ingest",
                            "features",
                            "model",
                            "checkpoint",
                            "scoring",
                            "alert",
                            "response",
                            "feedback",
                            "evaluation")),
            Map.entry(
                    "cli",
                    Set.of(
                            "flow",
                            "ingest",
                            "features",
                            "model",
                            "checkpoint",
                            "scoring",
                            "alert",
                            "response",
                            "feedback",
                            "evaluation",
                            "topology",
                            "broker",
                            "api")));

    /** Wherever they were compiled to; tests are elsewhere. */
    private static final JavaClasses WEIR = new ClassFileImporter()
            .importUrl(FlowId.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void everyClass_importsOnlyWhatItsPackageMay() {
        List<String> forbidden = new ArrayList<>();
        for (JavaClass origin : WEIR) {
            Set<String> allowed = MAY_IMPORT.getOrDefault(topPackage(origin), Set.of());
            origin.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(target -> target.getPackageName().startsWith(BASE))
                    .filter(target -> !topPackage(target).equals(topPackage(origin)))
                    .filter(target -> !allowed.contains(topPackage(target)))
                    .forEach(target -> forbidden.add(origin.getName() + " -> " + target.getName()));
        }
        assertThat(forbidden).isEmpty();
    }

    @Test
    void everyClass_livesInAPackageOfTheTable() {
        assertThat(WEIR).allSatisfy(type -> assertThat(MAY_IMPORT).containsKey(topPackage(type)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow"})
    void vocabulary_needsOnlyTheJdk(String name) {
        classes()
                .that()
                .resideInAPackage(BASE + name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(BASE + name + "..", "java..", "org.jspecify.annotations..")
                .check(WEIR);
    }

    @Test
    void kafkaStreams_isKnownOnlyToTheTopology() {
        assertThat(WEIR)
                .filteredOn(type -> !topPackage(type).equals("topology"))
                .allSatisfy(type -> assertThat(type.getDirectDependenciesFromSelf())
                        .noneMatch(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith("org.apache.kafka.streams")));
    }

    @Test
    void everyFile_isShortEnoughToRead() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(MAX_FILE_LINES));
        }
    }

    private static String topPackage(JavaClass type) {
        String rest = type.getPackageName().substring(BASE.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
