package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.service.CommandException;
import dev.weir.service.DataDirectory;
import dev.weir.service.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who else may come at a data folder. */
class PrivateFolderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-xr-x", "rwx--x---", "rwx---r--", "rwxrwx---", "rwx----w-"})
    void folderOpenToOthers_isRefusedWithTheCommandThatMendsIt(String permissions) throws Exception {
        Path data = Files.createDirectory(folder.resolve("it's data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(permissions));
        CommandLineFixture weir = new CommandLineFixture(data);

        for (String command : new String[] {"up", "status", "verify"}) {
            assertThat(weir.run(command)).isEqualTo(1);
            assertThat(weir.err())
                    .startsWith("weir " + command + ": the data folder " + data + " is open to others (" + permissions);
        }
        String mend = weir.err().strip().substring(weir.err().indexOf("chmod"));
        assertThat(new ProcessBuilder("sh", "-c", mend).start().waitFor()).isZero();
        assertThat(weir.run("status")).isEqualTo(1);
        assertThat(weir.err()).contains("no detector is running on " + data);
    }

    @Test
    void folderOfSomebodyElse_isRefused() throws IOException {
        Path data = Files.createDirectory(
                folder.resolve("data"), PosixFilePermissions.asFileAttribute(PrivateFolder.OWNER_ALONE));
        assumeTrue((int) Files.getAttribute(data, "unix:uid") == 0, "only root can give a folder away");
        Files.setAttribute(data, "unix:uid", 12_345);

        assertThatThrownBy(() -> new DataDirectory(data).create())
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("belongs to 12345")
                .hasMessageContaining("chown -R 0 '" + data + "'");
    }

    @Test
    void folderThatAnyoneMayReplace_isRefused() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        DataDirectory data = new DataDirectory(open.resolve("data"));
        data.create();
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(data::create)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("chmod o-w '" + open + "'");
    }

    @Test
    void linkToAPrivateFolder_isTaken() throws IOException {
        DataDirectory data = new DataDirectory(folder.resolve("data"));
        data.create();
        Path link = Files.createSymbolicLink(folder.resolve("link"), data.path());

        new DataDirectory(link).create();

        assertThat(Files.getPosixFilePermissions(data.path())).isEqualTo(PrivateFolder.OWNER_ALONE);
    }
}
