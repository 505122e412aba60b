package dev.weir.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.encoding.Example;
import dev.weir.encoding.PackedExample;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.trust.Weighing;
import dev.weir.model.ModelState;
import dev.weir.model.VowpalWabbitModelTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelEventCodecTest {
    private static final String ROLLBACK =
            "{\"kind\":\"rollback\",\"v\":1,\"to_version\":%s,\"to_digest\":\"" + "a".repeat(64) + "\",\"by\":\"x\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{",
                "{}",
                "\u001b[31m",
                "{\"kind\":\"lesson\",\"v\":1}",
                "{\"kind\":\"lesson\",\"v\":2}",
                "{\"kind\":\"unheard-of\",\"v\":1}",
                "{\"kind\":null,\"v\":1}",
                "{\"kind\":\"checkpoint\",\"v\":\"1\",\"name\":\"a\",\"by\":\"b\"}",
                "{\"kind\":\"checkpoint\",\"v\":1,\"name\":\"123\",\"by\":\"b\"}",
                "{\"kind\":\"checkpoint\",\"v\":1,\"name\":\"a b\",\"by\":\"b\"}",
                "{\"kind\":\"checkpoint\",\"v\":1,\"name\":\"a\",\"by\":\"b\"} x",
                "{\"kind\":\"rollback\",\"v\":1,\"to_version\":1,\"to_digest\":\"abc\",\"by\":\"b\"}",
                "{\"kind\":\"install\",\"v\":1,\"state\":\"%%%%\",\"lessons\":1,\"by\":\"b\"}",
                "{\"kind\":\"lesson\",\"v\":1,\"flow_id\":\"f\",\"verdict\":\"maybe\",\"analyst\":\"a\",\"correction\":false,\"example\":\"\"}",
                "{\"kind\":\"lesson\",\"v\":1,\"flow_id\":\"\",\"verdict\":\"benign\",\"analyst\":\"a\",\"correction\":false,\"example\":\"\"}",
                "{\"kind\":\"lesson\",\"v\":1,\"flow_id\":\"f\",\"verdict\":\"benign\",\"analyst\":\"a\",\"correction\":false,\"example\":\"AAAA\"}",
                "{\"kind\":\"lesson\",\"v\":1,\"flow_id\":\"f\",\"verdict\":\"benign\",\"analyst\":\"a\",\"correction\":1,\"example\":\"\"}"
            })
    void decode_ofWhatIsNoEvent_saysSo(String text) {
        assertMalformed(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e400", "99999999999999999999", "null", "\"1\"", "{}"})
    void decode_ofAVersionThatIsNone_saysSo(String version) {
        assertMalformed(ROLLBACK.formatted(version));
    }

    @Test
    void decode_ofEndlessNesting_saysSo() {
        assertMalformed("{\"kind\":\"lesson\",\"x\":" + "[".repeat(100_000));
    }

    @Test
    void decode_ofAnInfiniteOrNaNValue_saysSo() {
        for (String packed : List.of("AAAAAAAAgH8=", "AAAAAAAAwH8=", "/////wAAgD8=")) {
            assertMalformed("{\"kind\":\"lesson\",\"v\":1,\"flow_id\":\"f\",\"verdict\":\"benign\",\"analyst\":\"a\","
                    + "\"correction\":false,\"example\":\"" + packed + "\"}");
        }
    }

    @Property(tries = 500)
    void decode_ofAnyBytes_givesAnEventOrSaysWhyNot(@ForAll byte[] bytes) {
        try {
            assertThat(ModelEventCodec.decode(bytes)).isNotNull();
        } catch (MalformedEventException e) {
            assertThat(e.getMessage()).contains("model event");
        }
    }

    @Property(tries = 500)
    void decode_ofADamagedLesson_givesAnEventOrSaysWhyNot(@ForAll Random random) {
        byte[] bytes = ModelEventCodec.encode(
                new ModelEvent.Learn(Course.lessons(1, 10, 1).get(0)));
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        try {
            assertThat(ModelEventCodec.decode(bytes)).isNotNull();
        } catch (MalformedEventException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Property(tries = 200)
    void lesson_comesBackToTheLastBit(@ForAll List<Float> values, @ForAll boolean correction, @ForAll Random random)
            throws MalformedEventException {
        Example example = new Example(values.size());
        values.stream().filter(Float::isFinite).forEach(value -> example.add(random.nextInt() >>> 1, value));
        Lesson lesson =
                new Lesson(new FlowId("C1"), example, Verdict.BENIGN, null, "al \"ice\" \u00e9\u2028", correction);
        byte[] bytes = ModelEventCodec.encode(new ModelEvent.Learn(lesson));
        Lesson back = ((ModelEvent.Learn) ModelEventCodec.decode(bytes)).lesson();
        assertThat(PackedExample.pack(back.example())).isEqualTo(PackedExample.pack(example));
        assertThat(back).usingRecursiveComparison().ignoringFields("example").isEqualTo(lesson);
        ModelEvent weighed = ModelEventCodec.decode(ModelEventCodec.encode(ModelEvent.Learn.weighed(lesson)));
        assertThat(((ModelEvent.Learn) weighed).weighing()).isEqualTo(Weighing.SECONDED);
        assertThat(((ModelEvent.Learn) weighed).lesson())
                .usingRecursiveComparison()
                .ignoringFields("example")
                .isEqualTo(lesson);
    }

    @Test
    void scoreOfAFlow_comesBack_inALessonOfItsOwnVersion() throws MalformedEventException {
        Lesson lesson =
                new Lesson(new FlowId("0-246"), new Example(0), Verdict.BENIGN, null, "alice", false).scored(0.1 + 0.2);
        for (Weighing weighing : List.of(Weighing.HELD_BY_SURPRISE, Weighing.SECONDED)) {
            byte[] bytes = ModelEventCodec.encode(ModelEvent.Learn.weighed(lesson, weighing));
            int version = weighing == Weighing.SECONDED ? 7 : 6;
            assertThat(new String(bytes, StandardCharsets.UTF_8))
                    .startsWith("{\"kind\":\"lesson\",\"v\":" + version + ",");
            ModelEvent.Learn back = (ModelEvent.Learn) ModelEventCodec.decode(bytes);
            assertThat(back.calibrates()).isEqualTo(0.1 + 0.2);
            assertThat(back.weighing()).isEqualTo(weighing);
        }
    }

    @Test
    void score_calibratesNothing_whereChanceDidNotDrawTheFlow() throws MalformedEventException {
        Lesson lesson =
                new Lesson(new FlowId("0-247"), new Example(0), Verdict.BENIGN, null, "alice", false).scored(0.5);
        ModelEvent back = ModelEventCodec.decode(ModelEventCodec.encode(ModelEvent.Learn.weighed(lesson)));
        assertThat(((ModelEvent.Learn) back).calibrates()).isNull();
    }

    @Test
    void scoreThatIsNone_isRefused() {
        String lesson = "{\"kind\":\"lesson\",\"v\":6,\"flow_id\":\"0-246\",\"verdict\":\"benign\",\"analyst\":\"a\","
                + "\"correction\":false,\"example\":\"\"";
        assertMalformed(lesson + "}");
        assertMalformed(lesson + ",\"score\":1.5}");
        assertMalformed(lesson + ",\"score\":\"high\"}");
        assertMalformed(lesson + ",\"score\":1e999}");
    }

    @Test
    void otherEvents_comeBackEqual() throws MalformedEventException {
        ModelEvent checkpoint = new ModelEvent.TakeCheckpoint("before-friday", "alice");
        ModelEvent rollBack = new ModelEvent.RollBack(17, "0a".repeat(32), "bob");
        assertThat(ModelEventCodec.decode(ModelEventCodec.encode(checkpoint))).isEqualTo(checkpoint);
        assertThat(ModelEventCodec.decode(ModelEventCodec.encode(rollBack))).isEqualTo(rollBack);
        ModelState state = VowpalWabbitModelTest.trained(20);
        ModelEvent.Install install =
                (ModelEvent.Install) ModelEventCodec.decode(ModelEventCodec.encode(new ModelEvent.Install(state, "c")));
        assertThat(install.state().digest()).isEqualTo(state.digest());
        assertThat(install.state().lessons()).isEqualTo(20);
        assertThat(install.onlyIfUntrained()).isFalse();
        ModelEvent.Install baseline = new ModelEvent.Install(state, "c", true);
        assertThat(ModelEventCodec.decode(ModelEventCodec.encode(baseline))).isEqualTo(baseline);
    }

    @Test
    void encoded_isReadableJsonWithKnownKeys() {
        Example example = new Example(1);
        example.add(7, 1.5f);
        Lesson lesson = new Lesson(new FlowId("C1"), example, Verdict.MALICIOUS, "scan", "alice", false);
        assertThat(new String(ModelEventCodec.encode(new ModelEvent.Learn(lesson)), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"kind\":\"lesson\",\"v\":2,\"flow_id\":\"C1\",\"verdict\":\"malicious\",\"category\":\"scan\","
                                + "\"analyst\":\"alice\",\"correction\":false,\"example\":\"BwAAAAAAwD8=\"}");
    }

    @Test
    void unknownField_isPassedOver() throws MalformedEventException {
        String text = "{\"kind\":\"checkpoint\",\"v\":1,\"later\":{\"a\":[1]},\"name\":\"a\",\"by\":\"b\"}";
        assertThat(ModelEventCodec.decode(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new ModelEvent.TakeCheckpoint("a", "b"));
    }

    private static void assertMalformed(String text) {
        assertThatThrownBy(() -> ModelEventCodec.decode(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedEventException.class);
    }
}
