package dev.weir;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** Holds that the build runs every test there is: it takes classes by their names, and passes over the others in silence. */
class TestClassesTest {
    private static final String RUN_BY_THE_BUILD = "Test";

    private static final JavaClasses TESTS = new ClassFileImporter().importUrl(location());

    @Test
    void everyClassWithTests_isRunByTheBuild() {
        assertThat(TESTS)
                .filteredOn(type -> !type.isEquivalentTo(NeverRun.class))
                .allSatisfy(type -> assertThat(fault(type)).isEmpty());
    }

    /** What is left out where several classes run at a time is what runs alone. */
    @Test
    void testsThatNeedTheMachineForThemselves_areRunAlone() throws IOException {
        String build = Files.readString(Path.of("pom.xml"));

        assertThat(named("exclude", build)).isNotEmpty().isEqualTo(named("include", build));
    }

    private static Set<String> named(String element, String build) {
        return Pattern.compile("<" + element + ">\\*\\*/([\\w*]+Test\\.java)<")
                .matcher(build)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void theRule_seesTestsOfEveryKind() {
        assertThat(TESTS.stream().filter(TestClassesTest::hasTests))
                .extracting(JavaClass::getSimpleName)
                .contains(
                        "TestClassesTest",
                        "ModelFoldPropertyTest",
                        "FlowReaderFuzzTest",
                        "SharedSetsTest",
                        "ThreatModelContract");
        assertThat(fault(TESTS.get(NeverRun.class))).isPresent();
    }

    /** What a test class with a name of its own making looks like. */
    private static final class NeverRun {
        @Test
        void test_isNeverRun() {}
    }

    private static Optional<String> fault(JavaClass type) {
        if (!hasTests(type) || type.isAnnotatedWith(Nested.class)) {
            return Optional.empty();
        }
        if (type.getModifiers().contains(JavaModifier.ABSTRACT)) {
            return type.getAllSubclasses().stream().anyMatch(TestClassesTest::isRun)
                    ? Optional.empty()
                    : Optional.of(type.getName() + " has tests and no class that is run inherits them");
        }
        return isRun(type)
                ? Optional.empty()
                : Optional.of(type.getName() + " has tests that are never run: its name must end in " + RUN_BY_THE_BUILD
                        + ", and it must not be inside another class");
    }

    private static boolean isRun(JavaClass type) {
        return type.isTopLevelClass() && type.getSimpleName().endsWith(RUN_BY_THE_BUILD);
    }

    private static boolean hasTests(JavaClass type) {
        return type.getMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(Testable.class));
    }

    private static URL location() {
        return TestClassesTest.class.getProtectionDomain().getCodeSource().getLocation();
    }
}
