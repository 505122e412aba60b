package dev.weir.ingest.file;

import dev.weir.ingest.file.Packing.Magic;
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
    private static final Map<Magic, String> REFUSED = new LinkedHashMap<>();

    static {
        refuse("compressed with lz4; unpack it with lz4 -d", 0x04, 0x22, 0x4d, 0x18);
        refuse("compressed with compress; unpack it with uncompress", 0x1f, 0x9d);
        refuse("compressed with lzop; unpack it with lzop -d", 0x89, 'L', 'Z', 'O');
        refuse("compressed with lzip; unpack it with lzip -d", 'L', 'Z', 'I', 'P');
        refuse("compressed with snappy; unpack it first", 0xff, 0x06, 0x00, 0x00, 's', 'N');
        refuse("a 7z archive; unpack it first", '7', 'z', 0xbc, 0xaf, 0x27, 0x1c);
        refuse("a rar archive; unpack it first", 'R', 'a', 'r', '!');
        refuse("an empty zip archive", 'P', 'K', 5, 6);
        refuse("a packet capture" + TO_FLOWS, 0xd4, 0xc3, 0xb2, 0xa1);
        refuse("a packet capture" + TO_FLOWS, 0xa1, 0xb2, 0xc3, 0xd4);
        refuse("a packet capture" + TO_FLOWS, 0x4d, 0x3c, 0xb2, 0xa1);
        refuse("a packet capture" + TO_FLOWS, 0x0a, 0x0d, 0x0d, 0x0a);
        refuse("a file of nfcapd; print it with nfdump -r FILE -o json", 0x0c, 0xa5);
        refuse("a file of nfcapd; print it with nfdump -r FILE -o json", 0xa5, 0x0c);
        refuse("a file of SiLK; print it with rwcut", 0xde, 0xad, 0xbe, 0xef);
        refuse("a Parquet file; write its rows as CSV or JSON", 'P', 'A', 'R', '1');
        refuse("text in UTF-16; write it as UTF-8, as with iconv -f UTF-16 -t UTF-8", 0xff, 0xfe);
        refuse("text in UTF-16; write it as UTF-8, as with iconv -f UTF-16 -t UTF-8", 0xfe, 0xff);
    }

    private Unpacked() {}

    private static void refuse(String what, int... magic) {
        REFUSED.put(new Magic(magic), what);
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
            if (packing.matches(head, head.length)) {
                return packing;
            }
        }
        return null;
    }

    private static void requireReadable(byte[] head, String file) throws RefusedFileException {
        for (Map.Entry<Magic, String> refused : REFUSED.entrySet()) {
            if (refused.getKey().matches(head, head.length)) {
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
