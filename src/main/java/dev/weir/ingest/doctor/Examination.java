package dev.weir.ingest.doctor;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Label;
import dev.weir.flow.Printable;
import dev.weir.flow.Verdict;
import dev.weir.ingest.FlowReader;
import dev.weir.ingest.FlowRecord;
import dev.weir.ingest.doctor.Findings.DeadLetters;
import dev.weir.ingest.doctor.Findings.Sample;
import dev.weir.ingest.doctor.Findings.Told;
import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.ReadResult.Accepted;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a whole file of flows, and says what it found. */
public final class Examination {
    private static final int SAMPLES = 3;
    private static final int SAMPLE_BYTES = 160;
    /** More ids are not remembered: beyond them a repeated id goes unnoticed. */
    private static final int MAX_IDS = 2_000_000;
    /** Other logs, events and headers: no flow is lost with them. */
    private static final Set<RejectionReason> EXPECTED =
            EnumSet.of(RejectionReason.EMPTY, RejectionReason.FILE_HEADER, RejectionReason.NOT_A_FLOW);

    private final FlowReader reader = new FlowReader();
    private final FieldNames names = new FieldNames();
    private final FieldNames namesOfOthers = new FieldNames();
    private final TimeLine timeLine = new TimeLine();
    private final Map<String, Long> formats = new LinkedHashMap<>();
    private final Map<Told, Long> told = new EnumMap<>(Told.class);
    private final Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
    private final Map<RejectionReason, List<Sample>> samples = new EnumMap<>(RejectionReason.class);
    private final Set<Long> ids = new HashSet<>();
    private long records;
    private long flows;
    private long oneWay;
    private long repeatedIds;
    private long malicious;
    private long benign;

    private Examination() {}

    /** Hands out records one by one. */
    @FunctionalInterface
    public interface Source {
        /** The next record; null at the end. */
        @Nullable
        FlowRecord next() throws IOException;
    }

    /**
     * Reads a file, or what else has records, to its end.
     *
     * @param clock tells which times are still to come; a record without a time is of now, as it would be on its way through
     *     Kafka
     * @throws IOException if it cannot be read
     */
    public static Findings of(Source file, Clock clock) throws IOException {
        Examination examination = new Examination();
        for (FlowRecord record = file.next(); record != null; record = file.next()) {
            examination.take(record, clock.millis());
        }
        return examination.findings(clock);
    }

    private void take(FlowRecord record, long nowMillis) {
        records++;
        ReadResult result = reader.read(record.value(), record.layout(), nowMillis);
        if (result instanceof Accepted accepted) {
            names.take(record);
            Format format = Objects.requireNonNull(reader.lastFormat());
            formats.merge(format.name(), 1L, Long::sum);
            takeFlow(accepted.flow());
            takeLabel(accepted.label());
        } else if (result instanceof Rejected refused) {
            namesOfOthers.take(record);
            rejected.merge(refused.reason(), 1L, Long::sum);
            List<Sample> some = samples.computeIfAbsent(refused.reason(), unused -> new ArrayList<>());
            if (some.size() < SAMPLES) {
                some.add(new Sample(record.lineNumber(), refused.detail(), beginning(record.value())));
            }
        }
    }

    private void takeFlow(Flow flow) {
        flows++;
        timeLine.take(flow.timestampSeconds());
        count(Told.ID, flow.sensorId() != null);
        count(Told.PORTS, flow.destinationPort() != Flow.ABSENT);
        count(Told.DURATION, !Double.isNaN(flow.durationSeconds()));
        count(Told.BYTES, flow.sourceBytes() != Flow.ABSENT || flow.destinationBytes() != Flow.ABSENT);
        count(Told.PACKETS, flow.sourcePackets() != Flow.ABSENT || flow.destinationPackets() != Flow.ABSENT);
        count(Told.STATE, flow.state() != ConnState.ABSENT && flow.state() != ConnState.OTHER);
        count(Told.SERVICE, flow.service() != null);
        if (flow.destinationBytes() == Flow.ABSENT && flow.destinationPackets() == Flow.ABSENT) {
            oneWay++;
        }
        takeId(flow.sensorId());
    }

    private void takeId(@Nullable String id) {
        if (id == null) {
            return;
        }
        long hash = ((long) id.hashCode() << 32)
                + new StringBuilder(id).reverse().toString().hashCode();
        if (ids.size() < MAX_IDS ? !ids.add(hash) : ids.contains(hash)) {
            repeatedIds++;
        }
    }

    private void takeLabel(Label label) {
        malicious +=
                label.verdict().filter(verdict -> verdict == Verdict.MALICIOUS).isPresent() ? 1 : 0;
        benign += label.verdict().filter(verdict -> verdict == Verdict.BENIGN).isPresent() ? 1 : 0;
    }

    private void count(Told what, boolean isTold) {
        told.merge(what, isTold ? 1L : 0L, Long::sum);
    }

    private static String beginning(byte[] value) {
        int length = Math.min(value.length, SAMPLE_BYTES);
        return Printable.escape(new String(value, 0, length, StandardCharsets.UTF_8), SAMPLE_BYTES);
    }

    private Findings findings(Clock clock) {
        List<DeadLetters> letters = rejected.entrySet().stream()
                .map(entry -> new DeadLetters(
                        entry.getKey().code(),
                        entry.getValue(),
                        EXPECTED.contains(entry.getKey()),
                        List.copyOf(samples.getOrDefault(entry.getKey(), List.of()))))
                .sorted(Comparator.comparingLong(DeadLetters::count).reversed())
                .toList();
        Map<String, Long> byCount = new LinkedHashMap<>();
        formats.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> byCount.put(entry.getKey(), entry.getValue()));
        FieldNames shown = flows > 0 ? names : namesOfOthers;
        return new Findings(
                records,
                flows,
                byCount,
                shown.read(),
                shown.ignored(),
                told,
                oneWay,
                names.sampled(),
                timeLine.times(clock.millis() / 1e3),
                repeatedIds,
                malicious,
                benign,
                letters);
    }
}
