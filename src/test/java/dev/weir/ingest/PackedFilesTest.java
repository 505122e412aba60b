package dev.weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Files of flows as they are packed, and JSON as it is laid out. */
class PackedFilesTest {
    private static final String TEXT = "ts,src_ip,dst_ip,proto\n1,a,b,tcp\n2,c,d,udp\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "bzip2", "xz", "zip"})
    void file_isUnpackedByWhatItIs_membersToo(String packing) throws IOException {
        byte[] packed = pack(packing, TEXT);
        assertThat(read(packed)).containsExactly("1,a,b,tcp", "2,c,d,udp");
        if (!packing.equals("zip")) {
            byte[] twice = Arrays.copyOf(packed, 2 * packed.length);
            System.arraycopy(packed, 0, twice, packed.length, packed.length);
            assertThat(read(twice)).hasSize(4);
        }
        assertThat(read(pack("gzip", packed))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "bzip2", "xz", "zip"})
    void file_thatIsCutOff_isSaidSo(String packing) throws IOException {
        byte[] packed = pack(packing, TEXT.repeat(2_000));
        for (int length : new int[] {8, packed.length / 2, packed.length - 3}) {
            byte[] cut = Arrays.copyOf(packed, length);
            if (!packing.equals("zip") || length < packed.length - 3) {
                assertThatThrownBy(() -> read(cut))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("cut off");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "04224d18,lz4",
        "1f9d9000,compress",
        "377abcaf271c,7z",
        "d4c3b2a1,packet capture",
        "0a0d0d0a,packet capture",
        "0ca50100,nfcapd",
        "50415231,Parquet",
        "fffe3100,UTF-16"
    })
    void fileOfAnotherKind_isRefusedByName(String head, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(HexFormat.of().parseHex(head));
        bytes.write(new byte[100]);
        assertThatThrownBy(() -> read(bytes.toByteArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("flows");
    }

    @Test
    void archiveOfSeveralFiles_isRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : new String[] {"__MACOSX/._a", "a.csv", "b.csv"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(TEXT.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThatThrownBy(() -> read(bytes.toByteArray())).hasMessageContaining("several files");
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        assertThatThrownBy(() -> read(pack("gzip", tar))).hasMessageContaining("tar archive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}\n{\"b\":{\"c\":[1,{\"d\":\"}\"}]}}\n",
                "[{\"a\":1},{\"b\":{\"c\":[1,{\"d\":\"}\"}]}}]",
                "[\n  {\n    \"a\": 1\n  },\n  {\n    \"b\": {\n \"c\": [ 1,\n { \"d\": \"}\" } ]\n }\n  }\n]\n",
                "[\n{\"a\":1},\n{\"b\":{\"c\":[1,{\"d\":\"}\"}]}}\n]\n",
                "{\n  \"a\": 1\n}\n{\n  \"b\":\n {\"c\":[1,\n{\"d\":\"}\"}]}\n}",
                "{\"a\":1},\n{\"b\":{\"c\":[1,{\"d\":\"}\"}]}},\n"
            })
    void json_isCutIntoItsObjects_howeverItIsLaidOut(String text) throws IOException {
        List<String> records = read(text.getBytes(StandardCharsets.UTF_8));
        assertThat(records)
                .extracting(record -> record.replaceAll("\\s", ""))
                .containsExactly("{\"a\":1}", "{\"b\":{\"c\":[1,{\"d\":\"}\"}]}}");
    }

    @Test
    void objectThatIsCutOff_takesNoOtherLineWithIt() throws IOException {
        for (String broken : new String[] {"{\"a\":1,\"b\":\"x", "{\"a\":1,", "{", "{\"a\":{\"b\":[1,2", "{\"a\":"}) {
            String text = "{\"x\":1}\n" + broken + "\n{\"y\":2}\n#fields\tts\n1.5\ttab\n";
            List<String> records = read(text.getBytes(StandardCharsets.UTF_8));
            assertThat(records).as(broken).startsWith("{\"x\":1}").endsWith("1.5\ttab");
            if (!broken.endsWith(":") && !broken.endsWith("2")) {
                assertThat(records).as(broken).hasSize(4).contains("{\"y\":2}");
            }
        }
    }

    @Test
    void listInOneLongLine_givesEachOfItsObjects() throws IOException {
        String text = "[" + "{\"a\":\"xxxxxxxxxxxxxxxxxxxx\"},".repeat(20_000) + "{\"b\":1}]\n{\"c\":2}\n";
        List<String> records = read(text.getBytes(StandardCharsets.UTF_8));
        assertThat(records).hasSize(20_002).endsWith("{\"b\":1}", "{\"c\":2}");
    }

    private List<String> read(byte[] content) throws IOException {
        Path path = Files.write(folder.resolve("flows"), content);
        List<String> records = new ArrayList<>();
        try (FlowFile file = FlowFile.open(path)) {
            for (FlowRecord record = file.next(); record != null; record = file.next()) {
                records.add(new String(record.value(), StandardCharsets.UTF_8).strip());
            }
        }
        return records;
    }

    private static byte[] pack(String packing, String text) throws IOException {
        return pack(packing, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] pack(String packing, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packer(packing, bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static OutputStream packer(String packing, OutputStream out) throws IOException {
        return switch (packing) {
            case "gzip" -> new GZIPOutputStream(out);
            case "zstd" -> new ZstdOutputStream(out);
            case "bzip2" -> new BZip2CompressorOutputStream(out);
            case "xz" -> new XZOutputStream(out, new LZMA2Options(1));
            default -> {
                ZipOutputStream zip = new ZipOutputStream(out);
                zip.putNextEntry(new ZipEntry("flows.csv"));
                yield zip;
            }
        };
    }
}
