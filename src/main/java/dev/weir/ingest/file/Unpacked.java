package dev.weir.ingest.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unpacks a file by what it is, and refuses what can hold no records. */
public final class Unpacked {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int HEAD_BYTES = 6;
    private static final int MAX_LAYERS = 3;
    private static final int TAR_MAGIC_OFFSET = 257;

    private static final String TO_FLOWS = "; let Zeek or Suricata make flows of it";
    /** What a file is that begins with these bytes. */
    private static final Map<String, String> REFUSED = new LinkedHashMap<>();

    static {
        refuse("compressed with lz4; unpack it with lz4 -d", "04224d18");
        refuse("compressed with compress; unpack it with uncompress", "1f9d");
        refuse("compressed with lzop; unpack it with lzop -d", "894c5a4f");
        refuse("compressed with lzip; unpack it with lzip -d", "4c5a4950");
        refuse("compressed with snappy; unpack it first", "ff060000734e");
        refuse("a 7z archive; unpack it first", "377abcaf271c");
        refuse("a rar archive; unpack it first", "52617221");
        refuse("an empty zip archive", "504b0506");
        refuse("a packet capture" + TO_FLOWS, "d4c3b2a1");
        refuse("a packet capture" + TO_FLOWS, "a1b2c3d4");
        refuse("a packet capture" + TO_FLOWS, "4d3cb2a1");
        refuse("a packet capture" + TO_FLOWS, "0a0d0d0a");
        refuse("a file of nfcapd; print it with nfdump -r FILE -o json", "0ca5");
        refuse("a file of nfcapd; print it with nfdump -r FILE -o json", "a50c");
        refuse("a file of SiLK; print it with rwcut", "deadbeef");
        refuse("a Parquet file; write its rows as CSV or JSON", "50415231");
        refuse("text in UTF-16; write it as UTF-8, as with iconv -f UTF-16 -t UTF-8", "fffe");
        refuse("text in UTF-16; write it as UTF-8, as with iconv -f UTF-16 -t UTF-8", "feff");
    }

    private Unpacked() {}

    private static void refuse(String what, String magic) {
        REFUSED.put(magic, what);
    }

    /**
     * The text of the file.
     *
     * @param file its name, for messages
     * @throws RefusedFileException if it is of a kind that is not read
     * @throws IOException if it cannot be read or is damaged from the start
     */
    public static InputStream of(InputStream in, String file) throws IOException {
        InputStream unpacked = in;
        for (int layer = 0; layer <= MAX_LAYERS; layer++) {
            BufferedInputStream buffered = new BufferedInputStream(unpacked, BUFFER_BYTES);
            byte[] head = head(buffered, HEAD_BYTES);
            requireReadable(head, file);
            Packing packing = packing(head);
            if (packing == null) {
                if (layer > 0 && isTar(buffered)) {
                    throw new RefusedFileException(file + " is a tar archive; unpack it and give its files");
                }
                return buffered;
            }
            unpacked = packing.open(buffered, file);
        }
        throw new RefusedFileException(file + " is packed more than " + MAX_LAYERS + " times; unpack it first");
    }

    /** What the file is packed as, for messages; {@code text} if it is not. */
    public static String kind(BufferedInputStream in) throws IOException {
        Packing packing = packing(head(in, HEAD_BYTES));
        return packing == null ? "text" : packing.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Packing packing(byte[] head) {
        for (Packing packing : Packing.values()) {
            if (packing.matches(head)) {
                return packing;
            }
        }
        return null;
    }

    private static void requireReadable(byte[] head, String file) throws RefusedFileException {
        for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
            if (Packing.begins(head, refused.getKey())) {
                throw new RefusedFileException(file + " is " + refused.getValue());
            }
        }
    }

    private static boolean isTar(BufferedInputStream in) throws IOException {
        byte[] head = head(in, TAR_MAGIC_OFFSET + 5);
        return head.length == TAR_MAGIC_OFFSET + 5
                && new String(head, TAR_MAGIC_OFFSET, 5, StandardCharsets.US_ASCII).equals("ustar");
    }

    /** The first bytes, which stay to be read. */
    private static byte[] head(BufferedInputStream in, int count) throws IOException {
        in.mark(count);
        byte[] head = in.readNBytes(count);
        in.reset();
        return head;
    }
}
