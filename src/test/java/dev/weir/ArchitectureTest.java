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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the table of packages and imports: what each may use of Weir, and that nothing is named that is not in it. */
class ArchitectureTest {
    private static final String BASE = "dev.weir.";
    private static final int MAX_FILE_LINES = 400;

    private static final int MAX_PACKAGE_FILES = 30;

    private static final Set<String> CORE = Set.of("flow", "features", "encoding", "model", "fold");
    private static final Set<String> LEARNER = with(CORE, "modelfile", "checkpoint");
    private static final Set<String> DOMAIN =
            with(LEARNER, "ingest", "scoring", "review", "alert", "response", "feedback", "sharing");
    private static final Set<String> STREAM = with(DOMAIN, "wire", "topics", "health", "metrics");
    private static final Set<String> DETECTOR = with(STREAM, "stream");
    private static final Set<String> ALL = with(
            DETECTOR,
            "yaml",
            "detector",
            "desk",
            "broker",
            "api",
            "service",
            "demo",
            "cli",
            "evaluation",
            "simulation");

    /** Needs nothing of Weir, and may be used by all. */
    private static final String COMMON = "files";

    /** What each package may import; a room of a package may import what the package may, and the package itself. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("flow", Set.of()),
            Map.entry("files", Set.of()),
            Map.entry("ingest", Set.of("flow")),
            Map.entry("features", Set.of("flow")),
            Map.entry("encoding", Set.of("flow", "features")),
            Map.entry("model", Set.of("flow", "features", "encoding")),
            Map.entry("fold", Set.of("flow", "features", "encoding", "model")),
            Map.entry("modelfile", CORE),
            Map.entry("checkpoint", with(CORE, "modelfile")),
            Map.entry("scoring", LEARNER),
            Map.entry("review", with(LEARNER, "scoring")),
            Map.entry("alert", Set.of("flow", "features", "scoring")),
            Map.entry("yaml", Set.of("flow")),
            Map.entry("response", Set.of("flow", "scoring", "alert", "yaml")),
            Map.entry("feedback", CORE),
            Map.entry("sharing", Set.of("flow", "scoring", "alert", "feedback", "response")),
            Map.entry("evaluation", with(DOMAIN, "simulation")),
            Map.entry("simulation", DOMAIN),
            Map.entry("wire", DOMAIN),
            Map.entry("topics", with(DOMAIN, "wire")),
            Map.entry("health", with(DOMAIN, "wire", "topics")),
            Map.entry("metrics", with(DOMAIN, "wire", "topics", "health")),
            Map.entry("stream", STREAM),
            Map.entry("detector", DETECTOR),
            Map.entry("desk", with(DOMAIN, "wire", "topics")),
            Map.entry("broker", Set.of()),
            Map.entry("api", with(DETECTOR, "detector", "desk")),
            Map.entry("service", ALL),
            Map.entry("demo", ALL),
            Map.entry("cli", ALL));

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
                    .filter(target -> !topPackage(target).equals(COMMON))
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
    @ValueSource(strings = {"flow", "files"})
    void vocabulary_needsOnlyTheJdk(String name) {
        classes()
                .that()
                .resideInAPackage(BASE + name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(BASE + name + "..", "java..", "javax.crypto..", "org.jspecify.annotations..")
                .check(WEIR);
    }

    @Test
    void kafkaStreams_isKnownOnlyToTheStream() {
        assertThat(WEIR)
                .filteredOn(type -> !topPackage(type).equals("stream"))
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

    @Test
    void everyPackage_isARoomAndNotAHall() throws IOException {
        Map<Path, Long> filesByFolder;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            filesByFolder = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        }
        assertThat(filesByFolder)
                .allSatisfy((folder, files) ->
                        assertThat(files).as("files of %s", folder).isLessThanOrEqualTo(MAX_PACKAGE_FILES));
    }

    @Test
    void filesOfAPackage_doNotImportEachOtherInACircle() {
        Set<String> circles = new TreeSet<>();
        WEIR.stream()
                .collect(Collectors.groupingBy(JavaClass::getPackageName))
                .values()
                .forEach(types -> circles.addAll(ImportCircles.among(types)));
        assertThat(circles).isEmpty();
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static String topPackage(JavaClass type) {
        String rest = type.getPackageName().substring(BASE.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
