package dev.weir.ingest.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The one file inside a zip archive. */
final class OneEntryStream extends FilterInputStream {
    private final ZipInputStream zip;
    private final String file;

    OneEntryStream(InputStream in, String file) throws IOException {
        super(new ZipInputStream(in));
        this.zip = (ZipInputStream) this.in;
        this.file = file;
        if (!toNextFile()) {
            throw new RefusedFileException(file + " is a zip archive without a file in it, or cut off");
        }
    }

    private boolean toNextFile() throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int read() throws IOException {
        int value = zip.read();
        return value < 0 ? end() : value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = zip.read(bytes, offset, length);
        return count < 0 ? end() : count;
    }

    private int end() throws IOException {
        if (toNextFile()) {
            throw new RefusedFileException(
                    file + " is a zip archive of several files; unpack it and give them one by one");
        }
        return -1;
    }
}
