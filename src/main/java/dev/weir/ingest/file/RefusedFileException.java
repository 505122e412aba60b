package dev.weir.ingest.file;

import java.io.IOException;

/** A file that Weir does not read; the message names it, what it is, and what to do. */
public final class RefusedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedFileException(String message) {
        super(message);
    }
}
