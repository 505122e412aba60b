package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.checkpoint.CheckpointSettings;
import dev.weir.checkpoint.CheckpointStore;
import dev.weir.detector.FoldReport;
import dev.weir.detector.hunt.QuietHunt;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureExtractor;
import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import dev.weir.flow.Protocol;
import dev.weir.fold.FoldSettings;
import dev.weir.fold.LiveModel;
import dev.weir.fold.ModelFold;
import dev.weir.metrics.ProcessMeter;
import dev.weir.review.ReviewPick;
import dev.weir.review.ReviewReason;
import dev.weir.stream.store.ClaimedIds;
import dev.weir.stream.store.HostMemory;
import dev.weir.stream.store.ReviewPools;
import dev.weir.stream.store.StoredHostStates;
import dev.weir.wire.FlowCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectProcessorTest {
    private static final int ENOUGH_TO_BE_SAVED = 5_000;
    private static final String CALLER = "10.0.0.1";

    @TempDir
    private Path folder;

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private CheckpointStore models;
    private LiveModel live;
    private ReviewPools reviews = new ReviewPools();
    private DetectProcessor detect;
    private long flows;

    @BeforeEach
    void start() {
        models = new CheckpointStore(folder.resolve("model"), CheckpointSettings.defaults());
        live = new LiveModel(new ModelFold(
                models, (from, to, visitor) -> {}, FoldSettings.defaults(), new FoldReport(reviews, new QuietHunt())));
        context.setCurrentSystemTimeMs(1_000_000_000_000L);
        MemoryStores.add(context, StoredCounts.DETECT_STORE, Serdes.Long());
        MemoryStores.addCommits(context, DetectProcessor.COMMITS_STORE);
        for (String store : List.of(
                StoredHostStates.SOURCES,
                StoredHostStates.DESTINATIONS,
                DetectProcessor.PLACES_STORE,
                DetectProcessor.SHARED_STORE,
                DetectProcessor.STORIES_STORE)) {
            MemoryStores.add(context, store, Serdes.ByteArray());
        }
        restart();
    }

    @AfterEach
    void stop() {
        detect.close();
        live.close();
        models.close();
    }

    @Test
    void whoCallsSteadily_isKnownAfterARestart() {
        callFiveTimes();

        restart();
        sendOthers(200);
        send(CALLER, "203.0.113.7", 5 * 3_600);

        assertThat(steady())
                .singleElement()
                .extracting(flow -> flow.source().text())
                .isEqualTo(CALLER);
    }

    @Test
    void whoCallsSteadily_isKnownNoMore_onceAHostIsForgotten() {
        callFiveTimes();

        detect.process(new Record<>(CALLER.getBytes(StandardCharsets.US_ASCII), null, 0));
        assertThat(steady()).isEmpty();
        restart();
        sendOthers(200);
        send(CALLER, "203.0.113.7", 5 * 3_600);

        assertThat(steady()).isEmpty();
    }

    private void callFiveTimes() {
        for (int call = 0; call < 5; call++) {
            send(CALLER, "203.0.113.7", 3_600L * call);
        }
        sendOthers(ENOUGH_TO_BE_SAVED);
    }

    /** Flows of many kinds, so that there is enough else to ask about. */
    private void sendOthers(int count) {
        for (int i = 0; i < count; i++) {
            send("10.0.0." + (2 + i % 7), "198.51.100." + i % 200, 4 * 3_600, 1 + i % 60, 37L * (i % 50));
        }
    }

    private void restart() {
        if (detect != null) {
            detect.close();
        }
        DetectorSettings settings = DetectorSettings.defaults("unused:1", folder);
        detect = new DetectProcessor(
                settings,
                new FeatureEncoder(FeatureExtractor.schemaOf(settings.features())),
                live,
                new ProcessMeter(),
                reviews,
                new ClaimedIds(),
                LiveLists.empty(),
                HostMemory.ofHeap());
        detect.init(context);
    }

    private List<Flow> steady() {
        return reviews.pick(100, live.served().weights()).stream()
                .filter(pick -> pick.reason() == ReviewReason.STEADY)
                .map(ReviewPick::item)
                .map(scored -> scored.flow())
                .toList();
    }

    private void send(String from, String to, long seconds) {
        send(from, to, seconds, 443, 1_200);
    }

    private void send(String from, String to, long seconds, int port, long bytes) {
        Flow flow = new Flow(
                null,
                1_000_000 * seconds,
                new Host(from),
                50_000,
                new Host(to),
                port,
                Protocol.TCP,
                0.4,
                600,
                bytes,
                8,
                7,
                ConnState.SF,
                null);
        FlowId id = FlowId.ofRecord(0, flows++);
        detect.process(new Record<>(
                id.value().getBytes(StandardCharsets.US_ASCII), new FlowCodec.IdentifiedFlow(id, flow), seconds));
        context.resetForwards();
    }
}
