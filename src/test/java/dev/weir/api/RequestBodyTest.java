package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.feedback.FeedbackBody;
import io.javalin.http.BadRequestResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestBodyTest {
    @ParameterizedTest
    @MethodSource("dev.weir.feedback.BadFeedback#cases")
    void badFeedback_inARequest_isRefusedInTheWordsOfAllDoors(FeedbackBody body, String words) {
        byte[] request = ApiJson.write(body).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> RequestBody.readFeedback(request))
                .isInstanceOf(BadRequestResponse.class)
                .hasMessageStartingWith("feedback 1: " + words);
    }
}
