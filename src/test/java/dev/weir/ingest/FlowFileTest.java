package dev.weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.RejectionReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowFileTest {
    private static final String ZEEK = """
            \t#separator \\x09
            #unset_field\t-
            #path\tconn
            #open\t2020
            #fields\tts\tuid

            1\ta
            2\tb\r
            #close\t2020
            #separator \\x09
            #fields\tuid\tts
            c\t3""";

    @TempDir
    Path folder;

    @Test
    void missingFile_andFolder_areNamed() {
        assertThatThrownBy(() -> FlowFile.open(folder.resolve("none.log"))).hasMessageContaining("none.log");
        assertThatThrownBy(() -> FlowFile.open(folder)).hasMessageContaining(folder + " is a folder");
    }

    @Test
    void truncatedGzip_givesItsWholeLines_thenSaysWhichFileIsCut() throws IOException {
        byte[] whole = gzip(randomLines());
        Path path = write("cut.gz", Arrays.copyOf(whole, whole.length / 2));
        try (FlowFile file = FlowFile.open(path)) {
            assertThat(file.next()).isNotNull();
            assertThatThrownBy(() -> readAll(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut.gz is cut off");
        }
        assertThatThrownBy(() -> FlowFile.open(write("head.gz", Arrays.copyOf(whole, 5))))
                .hasMessageContaining("head.gz");
    }

    @Test
    void damagedGzip_isNamed() throws IOException {
        byte[] bytes = gzip(randomLines());
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 200, (byte) 0x55);
        try (FlowFile file = FlowFile.open(write("bad.gz", bytes))) {
            assertThatThrownBy(() -> readAll(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("bad.gz is damaged");
        }
    }

    @Test
    void emptyFile_hasNoRecords() throws IOException {
        try (FlowFile file = FlowFile.open(write("empty", new byte[0]))) {
            assertThat(file.next()).isNull();
            assertThat(file.totalBytes()).isZero();
        }
    }

    @Test
    void endlessLine_isCutSoThatItIsRejectedAsTooLarge_andTheNextOneIsWhole() throws IOException {
        byte[] lines = bytes("x".repeat(3_000_000) + "\nnext\n");
        for (byte[] content : List.of(lines, gzip(lines))) {
            try (FlowFile file = FlowFile.open(write("long", content))) {
                List<FlowRecord> records = readAll(file);
                assertThat(records).hasSize(2);
                assertThat(new FlowReader().read(records.get(0).value()))
                        .isInstanceOfSatisfying(
                                ReadResult.Rejected.class,
                                rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.TOO_LARGE));
                assertThat(text(records.get(1))).isEqualTo("next");
            }
        }
    }

    @Test
    void zeekFile_givesRecordsWithTheHeaderThatHoldsForThem() throws IOException {
        try (FlowFile file = FlowFile.open(write("conn.log", bytes(ZEEK)))) {
            List<FlowRecord> records = readAll(file);
            assertThat(records).extracting(FlowFileTest::text).containsExactly("1\ta", "2\tb", "c\t3");
            assertThat(records).extracting(FlowRecord::lineNumber).containsExactly(7L, 8L, 12L);
            String first = "#unset_field\t-\n#path\tconn\n#fields\tts\tuid";
            assertThat(records).extracting(FlowRecord::layout).containsExactly(first, first, "#fields\tuid\tts");
            assertThat(file.headerLines()).isEqualTo(9);
            assertThat(file.bytesRead()).isEqualTo(file.totalBytes());
        }
    }

    @Test
    void csvFile_isReadByItsHeader_gzipOfSeveralPartsToo() throws IOException {
        byte[] part = gzip(bytes("\uFEFFdst_ip,src_ip,proto,ts\nb,a,tcp,1\n"));
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(part);
        twice.write(part);
        try (FlowFile file = FlowFile.open(write("flows.csv", twice.toByteArray()))) {
            List<FlowRecord> records = readAll(file);
            assertThat(records)
                    .extracting(FlowRecord::layout)
                    .containsExactly("dst_ip,src_ip,proto,ts", "dst_ip,src_ip,proto,ts");
            assertThat(file.headerLines()).isEqualTo(2);
            assertThat(file.bytesRead()).isEqualTo(file.totalBytes());
        }
    }

    @Test
    void fileOfAnotherKind_losesNoLine() throws IOException {
        try (FlowFile file = FlowFile.open(write("other.csv", bytes("Dur,Proto,SrcAddr\n1,tcp,a\n")))) {
            assertThat(readAll(file)).hasSize(2).allMatch(flowRecord -> flowRecord.layout() == null);
        }
    }

    private static List<FlowRecord> readAll(FlowFile file) throws IOException {
        List<FlowRecord> records = new ArrayList<>();
        for (FlowRecord next = file.next(); next != null; next = file.next()) {
            records.add(next);
        }
        return records;
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] randomLines() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(random.nextLong()).append('\n');
        }
        return bytes(text.toString());
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static String text(FlowRecord flowRecord) {
        return new String(flowRecord.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
