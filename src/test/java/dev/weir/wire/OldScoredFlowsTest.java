package dev.weir.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedExample;
import dev.weir.encoding.PackedFlow;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.Lesson;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/**
 * Eight flows as a Weir wrote and kept them that had the features as numbers in the JSON, and as it taught them: they are learned
 * now as they were then.
 */
class OldScoredFlowsTest {
    private final FeatureEncoder encoder = new FeatureEncoder(FeatureExtractor.schemaOf(FeatureSettings.defaults()));

    @Test
    void recordsOfBefore_areLearnedAsTheyWere() throws Exception {
        List<byte[]> kept = new ArrayList<>();
        for (String line : lines("scored-1.jsonl")) {
            kept.add(KeptFlow.ofRecord(new RecordHeaders(), line.getBytes(StandardCharsets.UTF_8)));
        }
        assertLearnedAsBefore(kept);
    }

    @Test
    void whatWasKeptBefore_isLearnedAsItWas() throws Exception {
        assertLearnedAsBefore(
                lines("kept-1.txt").stream().map(Base64.getDecoder()::decode).toList());
    }

    private void assertLearnedAsBefore(List<byte[]> kept) throws Exception {
        List<Lesson> before = lessons();
        assertThat(kept).hasSameSizeAs(before);
        for (int i = 0; i < kept.size(); i++) {
            KeptFlow read = Objects.requireNonNull(KeptFlow.read(kept.get(i), encoder));
            PackedFlow flow = Objects.requireNonNull(read.flow());
            assertThat(KeptFlow.scoredAtMillis(kept.get(i)))
                    .isEqualTo(read.scoredAtMillis())
                    .isEqualTo(1_700_000_000_360L + i);
            Lesson lesson = new Lesson(new FlowId("f"), flow, Verdict.BENIGN, null, "alice", false);
            Lesson decoded = ((ModelEvent.Learn)
                            ModelEventCodec.decode(ModelEventCodec.encode(new ModelEvent.Learn(lesson))))
                    .lesson();
            assertThat(PackedExample.pack(decoded.example()))
                    .isEqualTo(PackedExample.pack(before.get(i).example()));
        }
    }

    private static List<Lesson> lessons() throws Exception {
        List<Lesson> lessons = new ArrayList<>();
        for (String line : lines("lessons-2.txt")) {
            byte[] event = line.split("\t", 2)[1].getBytes(StandardCharsets.UTF_8);
            if (ModelEventCodec.decode(event) instanceof ModelEvent.Learn learn) {
                lessons.add(learn.lesson());
            }
        }
        return lessons;
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = OldScoredFlowsTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
