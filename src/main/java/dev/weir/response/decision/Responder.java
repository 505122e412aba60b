package dev.weir.response.decision;

import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.response.Action;
import dev.weir.response.AlertFacts;
import dev.weir.response.Decimal;
import dev.weir.response.Mode;
import dev.weir.response.ResponseBook;
import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.Target;
import dev.weir.response.guard.GuardRuling;
import dev.weir.response.guard.Guards;
import dev.weir.response.playbook.Match;
import dev.weir.response.playbook.Playbook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of responses. Each method takes in one event, enters the steps it leads to into the book, and returns them
 * to be written. Not thread-safe.
 *
 * <p>Time alone ends a response when its time is over, and never earlier: that no more alerts come of a host that is cut off says
 * nothing about the host.
 */
public final class Responder {
    private final Playbook playbook;
    private final Guards guards;
    private final ResponseBook book;
    private final Planner planner;
    private final DecisionSettings settings;
    private final VerdictBook verdicts = new VerdictBook();

    public Responder(Playbook playbook, Guards guards, ResponseBook book, DecisionSettings settings) {
        this.playbook = playbook;
        this.guards = guards;
        this.book = book;
        this.settings = settings;
        this.planner = new Planner(settings, book);
    }

    /** All responses, as they stand. */
    public ResponseBook book() {
        return book;
    }

    /** What keeps responses from doing harm. */
    public Guards guards() {
        return guards;
    }

    /** An alert was raised, or has grown. */
    public List<ResponseStep> onAlert(AlertFacts alert, Instant now) {
        Optional<Match> match = playbook.match(alert, now);
        if (match.isEmpty()) {
            return List.of();
        }
        Target target = Planner.canonical(match.get().target());
        Action action = match.get().rule().action();
        ResponseStep before = planner.latestAlike(alert, match.get().rule(), target);
        if (before == null ? verdicts.isBenign(alert) : !mayComeAgain(before, alert)) {
            book.noteScore(alert.alertId(), alert.score());
            return List.of();
        }
        GuardRuling ruling =
                guards.judge(alert, action, target, match.get().rule().redirectTo(), now);
        boolean isRefusedAgain =
                before != null && before.state() == ResponseState.REFUSED && ruling.kind() == GuardRuling.Kind.REFUSE;
        if (isRefusedAgain) {
            return List.of();
        }
        int ordinal = book.ofAlert(alert.alertId()).size();
        return propose(planner.plan(alert, match.get(), target, ordinal), ruling, now);
    }

    private List<ResponseStep> propose(ResponsePlan plan, GuardRuling ruling, Instant now) {
        Instant waitsUntil = now.plus(settings.approvalWindow());
        String why = ruling.kind() == GuardRuling.Kind.HOLD ? "held: " + ruling.reason() : plan.reason();
        ResponseStep proposed = new ResponseStep(
                plan, ResponseState.PROPOSED, now, ResponseStep.WEIR, why, List.of(), plan.score(), waitsUntil);
        List<ResponseStep> steps = new ArrayList<>(3);
        enter(steps, proposed);
        if (ruling.kind() == GuardRuling.Kind.REFUSE) {
            enter(steps, proposed.toEnd(ResponseState.REFUSED, now, ResponseStep.GUARD, ruling.reason()));
        } else if (plan.mode() == Mode.ACT && ruling.kind() == GuardRuling.Kind.PASS) {
            ResponseStep approved = proposed.to(
                    ResponseState.APPROVED,
                    now,
                    ResponseStep.WEIR,
                    "rule " + plan.rule() + " acts by itself",
                    now.plus(plan.duration()));
            enter(steps, approved);
            activateIfNothingToDo(steps, approved, now);
        }
        return steps;
    }

    /** An investigation is nothing but its record. */
    private void activateIfNothingToDo(List<ResponseStep> steps, ResponseStep approved, Instant now) {
        if (approved.plan().action() == Action.INVESTIGATE && approved.until() != null) {
            enter(
                    steps,
                    approved.to(
                            ResponseState.ACTIVE, now, ResponseStep.WEIR, "shown to analysts first", approved.until()));
        }
    }

    /** What was undone or refused by a person is not done again without a new malicious verdict or a higher score. */
    private boolean mayComeAgain(ResponseStep before, AlertFacts alert) {
        return switch (before.state()) {
            case PROPOSED, APPROVED, ACTIVE -> false;
            case EXPIRED, LAPSED, FAILED -> !verdicts.isBenign(alert);
            case REFUSED, UNDONE ->
                before.by().equals(ResponseStep.GUARD)
                        || verdicts.isMaliciousSince(alert, before.at())
                        || alert.score() > before.highestScore();
        };
    }

    /**
     * Somebody said what a flow was.
     *
     * @param version the model version that the verdict led to
     */
    public List<ResponseStep> onVerdict(FlowId flowId, Verdict verdict, String analyst, long version, Instant now) {
        verdicts.put(flowId, verdict, now);
        List<ResponseStep> steps = new ArrayList<>();
        if (verdict == Verdict.BENIGN && book.openCount() > 0) {
            for (ResponseStep step : book.open()) {
                ResponsePlan plan = step.plan();
                if (plan.alertId().equals(flowId) || plan.flowId().equals(flowId)) {
                    end(steps, step, now, analyst, "called benign, model version " + version);
                }
            }
        }
        return steps;
    }

    /**
     * The model was rolled back, or forgot lessons: what rests on alerts that are none any more is taken back.
     *
     * @param what happened to it, in words
     * @param score what the model says of a flow now; empty if that cannot be told, and then the response stays
     */
    public List<ResponseStep> onModelChanged(String what, Function<FlowId, OptionalDouble> score, Instant now) {
        List<ResponseStep> steps = new ArrayList<>();
        for (ResponseStep step : book.open()) {
            OptionalDouble rescored = score.apply(step.plan().flowId());
            if (rescored.isPresent() && rescored.getAsDouble() < step.plan().threshold()) {
                String why = "score " + Decimal.of(rescored.getAsDouble()) + " is below "
                        + Decimal.of(step.plan().threshold()) + " since " + what;
                end(steps, step, now, ResponseStep.WEIR, why);
            }
        }
        return steps;
    }

    /** Time has passed. */
    public List<ResponseStep> onTime(Instant now) {
        if (book.openCount() == 0) {
            return List.of();
        }
        List<ResponseStep> steps = new ArrayList<>();
        for (ResponseStep step : book.open()) {
            if (step.isOverdue(now)) {
                boolean waited = step.state() == ResponseState.PROPOSED;
                String why = !waited
                        ? "its time was over"
                        : step.plan().mode() == Mode.OBSERVE ? "mode observe: nothing is done" : "nobody decided";
                ResponseState end = waited ? ResponseState.LAPSED : ResponseState.EXPIRED;
                enter(steps, step.toEnd(end, now, ResponseStep.WEIR, why));
            }
        }
        return steps;
    }

    /**
     * A person says yes to a proposal.
     *
     * @throws NotPossibleException if it is none, or may not be, or needs another person
     */
    public List<ResponseStep> approve(String id, String by, Instant now) throws NotPossibleException {
        ResponseStep step = find(id);
        requireApprovable(step, by);
        List<String> approvedBy = new ArrayList<>(step.approvedBy());
        approvedBy.add(by);
        boolean isEnough = approvedBy.size() >= step.plan().approvals();
        Instant until = isEnough ? now.plus(step.plan().duration()) : step.until();
        ResponseStep next = new ResponseStep(
                step.plan(),
                isEnough ? ResponseState.APPROVED : ResponseState.PROPOSED,
                now,
                by,
                isEnough
                        ? "approved"
                        : "approved, " + approvedBy.size() + " of "
                                + step.plan().approvals(),
                approvedBy,
                step.highestScore(),
                until);
        List<ResponseStep> steps = new ArrayList<>(2);
        enter(steps, next);
        if (isEnough) {
            activateIfNothingToDo(steps, next, now);
        }
        return steps;
    }

    private void requireApprovable(ResponseStep step, String by) throws NotPossibleException {
        ResponsePlan plan = step.plan();
        if (step.state() != ResponseState.PROPOSED) {
            throw new NotPossibleException(
                    "response " + step.id() + " is " + step.state().word() + "; only a proposal can be approved");
        }
        if (plan.mode() == Mode.OBSERVE) {
            throw new NotPossibleException("rule " + plan.rule()
                    + " is in mode observe, where nothing is done: set its mode to approve in the playbook");
        }
        if (step.approvedBy().contains(by)) {
            throw new NotPossibleException(by + " has approved " + step.id() + " already; another person must, too");
        }
        Optional<String> never = guards.never(plan.action(), plan.target(), plan.redirectTo());
        if (never.isPresent()) {
            throw new NotPossibleException(never.get() + "; nobody can approve that");
        }
    }

    /**
     * A person takes back what is done, or refuses what is proposed.
     *
     * @throws NotPossibleException if it is over already
     */
    public List<ResponseStep> undo(String id, String by, @Nullable String why, Instant now)
            throws NotPossibleException {
        ResponseStep step = find(id);
        if (step.state().isEnd()) {
            throw new NotPossibleException(
                    "response " + id + " is " + step.state().word() + ": there is nothing to undo");
        }
        List<ResponseStep> steps = new ArrayList<>(1);
        String reason = step.state() == ResponseState.PROPOSED ? "refused" : "undone";
        end(steps, step, now, by, why == null ? reason : reason + ": " + why);
        return steps;
    }

    /**
     * An executor did what was approved, or could not.
     *
     * @param failure why not; null if it did
     */
    public List<ResponseStep> onExecuted(String id, String executor, @Nullable String failure, Instant now) {
        List<ResponseStep> steps = new ArrayList<>(1);
        ResponseStep step = book.find(id).orElse(null);
        if (step == null || step.until() == null) {
            return steps;
        }
        if (failure != null && step.state().isInForce()) {
            enter(steps, step.toEnd(ResponseState.FAILED, now, executor, failure));
        } else if (failure == null && step.state() == ResponseState.APPROVED) {
            enter(steps, step.to(ResponseState.ACTIVE, now, executor, "done", step.until()));
        }
        return steps;
    }

    private ResponseStep find(String id) throws NotPossibleException {
        return book.find(id)
                .orElseThrow(
                        () -> new NotPossibleException("there is no response " + id + "; weir responses lists them"));
    }

    private void end(List<ResponseStep> steps, ResponseStep step, Instant now, String by, String why) {
        ResponseState end = step.state() == ResponseState.PROPOSED ? ResponseState.REFUSED : ResponseState.UNDONE;
        enter(steps, step.toEnd(end, now, by, why));
    }

    private void enter(List<ResponseStep> steps, ResponseStep step) {
        if (!book.apply(step)) {
            throw new IllegalStateException(
                    "response " + step.id() + " cannot become " + step.state().word());
        }
        steps.add(step);
    }
}
