package dev.weir.ingest.file;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How a file of records may be packed, known by its first bytes whatever its name. */
enum Packing {
    GZIP(0x1f, 0x8b) {
        @Override
        InputStream open(InputStream in, String file) throws IOException {
            return new GZIPInputStream(new MemberStream(in), BUFFER_BYTES);
        }
    },
    ZSTD(0x28, 0xb5, 0x2f, 0xfd) {
        @Override
        InputStream open(InputStream in, String file) throws IOException {
            return new ZstdInputStreamNoFinalizer(in);
        }
    },
    BZIP2('B', 'Z', 'h') {
        @Override
        InputStream open(InputStream in, String file) throws IOException {
            return new BZip2CompressorInputStream(in, true);
        }
    },
    XZ(0xfd, '7', 'z', 'X', 'Z', 0) {
        @Override
        InputStream open(InputStream in, String file) throws IOException {
            return new XZInputStream(in, MAX_XZ_KIB);
        }
    },
    ZIP('P', 'K', 3, 4) {
        @Override
        InputStream open(InputStream in, String file) throws IOException {
            return new OneEntryStream(in, file);
        }
    };

    private static final int BUFFER_BYTES = 64 * 1024;
    /** Enough for every preset; a file may ask for 4 GiB. */
    private static final int MAX_XZ_KIB = 128 * 1024;

    private final Magic magic;

    Packing(int... magic) {
        this.magic = new Magic(magic);
    }

    boolean matches(byte[] head, int length) {
        return magic.matches(head, length);
    }

    /** The unpacked bytes; members or frames one after the other are one file. */
    abstract InputStream open(InputStream in, String file) throws IOException;

    /** The first bytes that a kind of file begins with. */
    record Magic(int... bytes) {
        boolean matches(byte[] head, int length) {
            if (length < bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if ((head[i] & 0xff) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
