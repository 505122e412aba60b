package dev.weir.detector.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.detector.RefusedException;
import dev.weir.fold.ModelSnapshot;
import dev.weir.fold.ServedModel;
import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import org.junit.jupiter.api.Test;

class HuntRequestTest {
    private static final HuntScope EVERYTHING = new HuntScope(null, null);
    private static final ModelState MODEL = Untrained.YIELDING;

    @Test
    void thresholdOrNumberOutOfRange_isRefused() {
        assertThatThrownBy(() -> new HuntRequest(MODEL, null, 0, EVERYTHING, 1)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> new HuntRequest(MODEL, null, 1.1, EVERYTHING, 1))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> new HuntRequest(MODEL, null, 0.5, EVERYTHING, 1_001))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void savedModel_isNamedByItsDigest() {
        assertThat(new HuntRequest(MODEL, 7L, 0.5, EVERYTHING, 1).digest()).isEqualTo(MODEL.digest());
    }

    @Test
    void modelThatScorersUse_isAskedWithItsOwnWeights_andHasNoDigest() {
        ServedModel served = ServedModel.of(new ModelSnapshot(7, MODEL));

        HuntRequest request = new HuntRequest(served, 0.5, EVERYTHING, 1);

        assertThat(request.weights()).isSameAs(served.weights());
        assertThat(request.version()).isEqualTo(7);
        assertThat(request.digest()).isEmpty();
    }
}
