package dev.weir.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No setting is without effect: some test holds what it changes. */
class EveryEffectTest {
    private static final JavaClasses TESTS = new ClassFileImporter()
            .importUrl(EffectOf.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void everySetting_hasATestThatItChangesSomething() throws IOException {
        Set<String> held = new TreeSet<>();
        TESTS.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(EffectOf.class))
                .forEach(method -> held.addAll(settings(method)));

        assertThat(held).containsExactlyElementsOf(ShippedSettingsTest.named());
    }

    private static Set<String> settings(JavaMethod method) {
        return Set.of(method.getAnnotationOfType(EffectOf.class).value());
    }
}
