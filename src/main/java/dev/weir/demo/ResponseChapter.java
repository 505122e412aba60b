package dev.weir.demo;

import dev.weir.feedback.Feedback;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.response.ResponseState;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The last chapter: the clearest attack of the story comes again, from a host that deserves to be contained, from the gateway, which
 * must not be, and from one of which the alert is wrong.
 */
final class ResponseChapter {
    private static final String ATTACKER = DemoPlaybook.BRANCH + "66";
    private static final String SCANNER = DemoPlaybook.BRANCH + "40";
    private static final String ANALYST = "ann";

    private final DemoDetector detector;
    private final DemoResponses responses;
    private final StoryView view;
    private final LongSupplier nanoTime;

    ResponseChapter(DemoDetector detector, DemoResponses responses, StoryView view, LongSupplier nanoTime) {
        this.detector = detector;
        this.responses = responses;
        this.view = view;
        this.nanoTime = nanoTime;
    }

    /** @throws DemoException if it does not come true */
    void tell(ClearAttack attack) {
        DemoResponse attacker = attack(attack, ATTACKER, ResponseState.ACTIVE);
        say(ATTACKER + " attacks: contained, score " + StoryView.share(attacker.score()) + ", for 5 minutes");

        DemoResponse gateway = attack(attack, DemoPlaybook.GATEWAY, ResponseState.REFUSED);
        say(DemoPlaybook.GATEWAY + " seems to attack, as what passes a gateway does: refused by the " + gateway.by()
                + ": " + gateway.why());

        attack(attack, SCANNER, ResponseState.ACTIVE);
        say(SCANNER + " seems to attack, and is contained: it is a scanner of the house");
        say(free());
        say("on the firewall's list: " + String.join(", ", responses.contained()));
    }

    /** Ann gives her verdict on all alerts of the scanner, also on those that come while she does. */
    private String free() {
        Set<FlowId> judged = new HashSet<>();
        long startNanos = nanoTime.getAsLong();
        responses.await(SCANNER + " to be free again", () -> {
            List<Feedback> verdicts = inForce()
                    .filter(judged::add)
                    .map(alert -> new Feedback(alert, Verdict.BENIGN, null, ANALYST, null))
                    .toList();
            if (!verdicts.isEmpty()) {
                detector.teach(verdicts);
            }
            return inForce().findAny().isEmpty() && !responses.contained().contains(SCANNER);
        });
        double seconds = (nanoTime.getAsLong() - startNanos) / 1e9;
        DemoResponse undone = find(SCANNER, ResponseState.UNDONE).orElseThrow();
        return String.format(
                Locale.ROOT,
                "Ann's verdict on its alerts (%d): free again %.1f s later, %s",
                judged.size(),
                seconds,
                undone.why());
    }

    private Stream<FlowId> inForce() {
        return responses.all().stream()
                .filter(response ->
                        response.host().equals(SCANNER) && response.state().isInForce())
                .map(DemoResponse::alertId);
    }

    private DemoResponse attack(ClearAttack attack, String address, ResponseState state) {
        detector.score(attack.by(address));
        return await(address, state);
    }

    /** Until the response stands so, and the list is as it should be. */
    private DemoResponse await(String address, ResponseState state) {
        responses.await(
                "the response to what " + address + " does to be " + state.word(),
                () -> find(address, state).isPresent()
                        && responses.contained().contains(address) == (state == ResponseState.ACTIVE));
        return find(address, state).orElseThrow();
    }

    private Optional<DemoResponse> find(String address, ResponseState state) {
        return responses.all().stream()
                .filter(response -> response.host().equals(address) && response.state() == state)
                .findFirst();
    }

    private void say(String line) {
        view.say("    " + line);
    }
}
