package dev.weir.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever folds a log that is read ahead sees what it would see reading it, its end and its failures included. */
@Timeout(60)
class ReadAheadTest {
    private static final int RECORDS = 3_000;

    private final ListLog log = new ListLog();
    private final List<Long> offsets = new ArrayList<>();

    private void write(int records) {
        for (int i = 0; i < records; i++) {
            log.append(new ModelEvent.TakeCheckpoint("c" + i, "alice"));
        }
    }

    @Test
    void longLog_comesWholeAndInOrder() {
        write(RECORDS);

        ReadAhead.read(log, 1, RECORDS, record -> offsets.add(record.offset()));

        assertThat(offsets).isEqualTo(LongStream.range(1, RECORDS).boxed().toList());
    }

    @Test
    void recordThatIsNoEvent_isRefusedWhereItStands() {
        write(RECORDS);
        long bad = log.append("learn", new byte[] {'{'});
        List<Long> refused = new ArrayList<>();

        ReadAhead.read(log, 0, log.end(), record -> {
            try {
                record.event();
            } catch (RefusedEventException e) {
                refused.add(record.offset());
            }
        });

        assertThat(refused).containsExactly(bad);
    }

    @Test
    void readerThatFails_failsHere_afterWhatItHasRead() {
        write(RECORDS);
        for (Throwable failure : List.of(new IllegalStateException("cut off"), new StackOverflowError("too deep"))) {
            EventLog broken = (from, to, visitor) -> {
                log.read(from, RECORDS, visitor);
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            };
            offsets.clear();

            assertThatThrownBy(() -> ReadAhead.read(broken, 0, RECORDS + 1, record -> offsets.add(record.offset())))
                    .isSameAs(failure);
            assertThat(offsets).hasSize(RECORDS);
        }
    }

    @Test
    void folderThatFails_endsTheReading() {
        write(RECORDS);
        IllegalStateException failure = new IllegalStateException("not told");

        assertThatThrownBy(() -> ReadAhead.read(log, 0, RECORDS, record -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }
}
