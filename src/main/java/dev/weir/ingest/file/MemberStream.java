package dev.weir.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * Says that bytes are available unless the stream has ended. The JDK's gzip reader takes no bytes available for the end of a file
 * of several members, which on a slow pipe loses all members but the first.
 */
final class MemberStream extends PushbackInputStream {
    MemberStream(InputStream in) {
        super(in, 1);
    }

    @Override
    public int available() throws IOException {
        int available = super.available();
        if (available > 0) {
            return available;
        }
        int next = read();
        if (next < 0) {
            return 0;
        }
        unread(next);
        return 1;
    }
}
