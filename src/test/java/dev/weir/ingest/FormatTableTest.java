package dev.weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FormatTableTest {
    @Test
    void page_hasTheTableThatTheCodeMakes() throws IOException {
        assertThat(Files.readString(Path.of("src/site/markdown/formats.md"))).contains(FormatTable.markdown());
    }
}
