package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.encoding.Example;
import dev.weir.flow.Verdict;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RememberedTest {
    @Test
    void verdict_movesItsShapeAlone_byWhatWasMissing() {
        Remembered after = Remembered.NOTHING.after(shaped(7), 0, Verdict.BENIGN, 1, 0);
        assertThat(after.logit(shaped(7))).isEqualTo(-2);
        assertThat(after.logit(shaped(8))).isZero();
        assertThat(after.after(shaped(7), -40, Verdict.BENIGN, 1, 1).logit(shaped(7)))
                .isEqualTo(-2);
    }

    @Test
    void flowWithoutAShape_isNotRemembered() {
        assertThat(Remembered.NOTHING.after(shaped(0), 0, Verdict.MALICIOUS, 1, 0))
                .isSameAs(Remembered.NOTHING);
    }

    @Test
    void manyVerdicts_stayWithinBounds() {
        Remembered remembered = Remembered.NOTHING;
        for (int i = 0; i < 10; i++) {
            remembered = remembered.after(shaped(-3), -40, Verdict.MALICIOUS, 2, i);
        }
        assertThat(remembered.logit(shaped(-3))).isEqualTo(Remembered.MOST);
    }

    @Test
    void moreShapesThanAreKept_forgetTheOneWhoseLastVerdictIsOldest() {
        Remembered remembered = Remembered.NOTHING;
        for (int shape = 1; shape <= Remembered.MOST_SHAPES; shape++) {
            remembered = remembered.after(shaped(shape), 0, Verdict.BENIGN, 1, shape);
        }
        remembered = remembered.after(shaped(1), 0, Verdict.BENIGN, 1, 5_000);
        remembered = remembered.after(shaped(9_999), 0, Verdict.BENIGN, 1, 5_001);
        assertThat(remembered.logit(shaped(1))).isNegative();
        assertThat(remembered.logit(shaped(2))).isZero();
        assertThat(remembered.logit(shaped(9_999))).isNegative();
    }

    @Test
    void manyShapesInAnyOrder_leaveTheLatest_inOrder_andWhatWasBeforeUnchanged() {
        Random random = new Random(5);
        TreeMap<Integer, Long> latest = new TreeMap<>();
        Remembered remembered = Remembered.NOTHING;
        for (long number = 0; number < 6_000; number++) {
            int shape = 1 + random.nextInt(1_500) - 750 * 2 * random.nextInt(2);
            if (shape == 0) {
                continue;
            }
            byte[] before = bytes(remembered);
            Remembered after = remembered.after(shaped(shape), 0, Verdict.BENIGN, 1, number);
            assertThat(bytes(remembered)).isEqualTo(before);
            remembered = after;
            latest.put(shape, number);
            if (latest.size() > Remembered.MOST_SHAPES) {
                latest.values().remove(Collections.min(latest.values()));
            }
        }
        assertThat(numbers(remembered)).isEqualTo(latest);
    }

    /** The number of the last verdict of each shape, as it is saved. */
    private static Map<Integer, Long> numbers(Remembered remembered) {
        ByteBuffer saved = ByteBuffer.wrap(bytes(remembered));
        Map<Integer, Long> numbers = new TreeMap<>();
        for (int left = saved.getInt(); left > 0; left--) {
            int shape = saved.getInt();
            saved.getFloat();
            numbers.put(shape, saved.getLong());
        }
        return numbers;
    }

    @Test
    void savedAndLoaded_isTheSame_andDamageIsRefused() {
        Remembered remembered = Remembered.NOTHING
                .after(shaped(-7), 1, Verdict.BENIGN, 1, 3)
                .after(shaped(7), -1, Verdict.MALICIOUS, 2, 4);
        byte[] bytes = bytes(remembered);
        assertThat(bytes(Remembered.of(ByteBuffer.wrap(bytes)))).isEqualTo(bytes);
        for (int length = 0; length < bytes.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(bytes, 0, length);
            assertThatThrownBy(() -> Remembered.of(cut)).isInstanceOf(DamagedModelException.class);
        }
        refused(ByteBuffer.wrap(bytes.clone()).putInt(4, 8));
        refused(ByteBuffer.wrap(bytes.clone()).putFloat(8, Float.NaN));
        refused(ByteBuffer.wrap(bytes.clone()).putInt(0, Integer.MAX_VALUE));
        refused(ByteBuffer.wrap(bytes.clone()).putLong(12, -1));
    }

    private static void refused(ByteBuffer damaged) {
        assertThatThrownBy(() -> Remembered.of(damaged.rewind())).isInstanceOf(DamagedModelException.class);
    }

    private static byte[] bytes(Remembered remembered) {
        ByteBuffer bytes = ByteBuffer.allocate(remembered.length());
        remembered.put(bytes);
        return bytes.array();
    }

    private static Example shaped(int shape) {
        Example example = new Example(1);
        example.setShape(shape);
        return example;
    }
}
