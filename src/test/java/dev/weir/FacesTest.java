package dev.weir;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.weir.flow.FlowId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The public types of a package are its face. They are listed in {@code faces.txt}, so that none grows unseen: who makes a type
 * public adds it there, and says with that that another package needs it.
 */
class FacesTest {
    private static final Path FACES = Path.of("src", "test", "resources", "dev", "weir", "faces.txt");
    private static final JavaClasses WEIR = new ClassFileImporter()
            .importUrl(FlowId.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void publicTypesOfEachPackage_areThoseThatAreListed() throws IOException {
        assertThat(faces()).containsExactlyElementsOf(Files.readAllLines(FACES));
    }

    /** One line for each package: its name, a colon and its public types. */
    private static List<String> faces() {
        return WEIR.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getSimpleName, Collectors.toCollection(TreeSet::new))))
                .entrySet()
                .stream()
                .map(face -> face.getKey() + ": " + String.join(" ", face.getValue()))
                .toList();
    }
}
