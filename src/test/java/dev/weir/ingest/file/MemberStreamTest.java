package dev.weir.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class MemberStreamTest {
    @Test
    void membersOverAPipe_thatHasNothingToGiveBetweenThem_areAllRead() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (String text : new String[] {"one\n", "two\n", "three\n"}) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(members)) {
                gzip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        InputStream slow = new SlowPipe(members.toByteArray());
        assertThat(new String(Unpacked.of(slow, "pipe").readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("one\ntwo\nthree\n");
    }

    /** Gives one byte at a time and never knows of another. */
    private static final class SlowPipe extends FilterInputStream {
        SlowPipe(byte[] content) {
            super(new ByteArrayInputStream(content));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(1, length));
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
