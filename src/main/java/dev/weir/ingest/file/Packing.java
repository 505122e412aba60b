package dev.weir.ingest.file;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How a file of records may be packed, known by its first bytes whatever its name. */
enum Packing {
    GZIP("1f8b") {
        @Override
        InputStream open(InputStream in, String file) throws IOException {
            return new GZIPInputStream(new MemberStream(in), BUFFER_BYTES);
        }
    },
    ZSTD("28b52ffd") {
        @Override
        InputStream open(InputStream in, String file) throws IOException {
            return new ZstdInputStreamNoFinalizer(in);
        }
    },
    BZIP2("425a68") {
        @Override
        InputStream open(InputStream in, String file) throws IOException {
            return new BZip2CompressorInputStream(in, true);
        }
    },
    XZ("fd377a585a00") {
        @Override
        InputStream open(InputStream in, String file) throws IOException {
            return new XZInputStream(in, MAX_XZ_KIB);
        }
    },
    ZIP("504b0304") {
        @Override
        InputStream open(InputStream in, String file) throws IOException {
            return new OneEntryStream(in, file);
        }
    };

    private static final int BUFFER_BYTES = 64 * 1024;
    /** Enough for every preset; a file may ask for 4 GiB. */
    private static final int MAX_XZ_KIB = 128 * 1024;

    private final String magic;

    /** @param magic the first bytes, in hexadecimal */
    Packing(String magic) {
        this.magic = magic;
    }

    boolean matches(byte[] head) {
        return begins(head, magic);
    }

    /** The unpacked bytes; members or frames one after the other are one file. */
    abstract InputStream open(InputStream in, String file) throws IOException;

    /** Whether a file begins with these bytes, given in hexadecimal. */
    static boolean begins(byte[] head, String magic) {
        return HexFormat.of().formatHex(head).startsWith(magic);
    }
}
