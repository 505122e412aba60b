package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code scripts/dev dist} makes, unpacked in a folder with blanks and umlauts in its path and run in the plain C locale, without
 * Maven. The steps are a script since a Java in that locale can name no such folder; so the names are octal here.
 */
@Tag("broker")
class InstalledTest {
    private static final String STEPS = """
            set -euo pipefail
            name=$(printf 'Gr\\303\\266\\303\\237e und Ma\\303\\237')
            mkdir -p "$name/elsewhere"
            tar -xzf "$ARCHIVE" -C "$name"
            weir=$(echo "$PWD/$name"/weir-*/scripts/weir)
            flows="$PWD/$name/gr\\303\\266\\303\\237e.csv"
            flows=$(printf "$flows")
            {
                echo ts,id,src_ip,src_port,dst_ip,dst_port,proto,label
                for i in 1 2 3 4 5 6 7 8; do echo "170000000$i,F$i,10.0.0.1,40000,10.1.0.$i,443,tcp,benign"; done
                for i in 1 2; do echo "170000001$i,G$i,10.0.0.9,40000,10.1.0.1,22,tcp,malicious"; done
            } >"$flows"
            cd "$name/elsewhere"
            export LC_ALL=C WEIR_HOME="$PWD/data"
            unset WEIR_JAVA_OPTS LANG LC_CTYPE || true
            mkdir tmp
            WEIR_JAVA_OPTS=-Djava.io.tmpdir=tmp "$weir" evaluate "$flows"
            echo "left: $(ls tmp | wc -l)"
            "$weir" up >up.txt 2>&1 &
            up=$!
            trap 'kill "$up" 2>/dev/null || true; wait "$up" || true; cat up.txt' EXIT
            for i in $(seq 120); do ! grep -q 'weir is ready' up.txt || break; kill -0 "$up"; sleep 0.5; done
            "$weir" replay "$flows"
            for i in $(seq 120); do
                "$weir" status --json >status.json
                ! grep -q '"flows_scored":10[,}]' status.json || break
                sleep 0.5
            done
            cat status.json
            "$weir" verify
            """;

    @TempDir
    private Path folder;

    @Test
    void unpackedElsewhere_itRunsWithoutMaven() throws Exception {
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", STEPS))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("ARCHIVE", archive().toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS))
                    .as("the steps end")
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said)
                .contains("größe.csv  10 ", "left: 0", "\"flows_scored\":10", "sent 10 records")
                .doesNotContain("building", "Exception");
    }

    private static Path archive() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("weir-.*\\.tar\\.gz"))
                    .findAny()
                    .orElseThrow(() -> new AssertionError("scripts/dev dist has made nothing to unpack"))
                    .toAbsolutePath();
        }
    }
}
