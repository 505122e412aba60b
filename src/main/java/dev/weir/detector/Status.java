package dev.weir.detector;

import dev.weir.checkpoint.Checkpoint;
import dev.weir.detector.hunt.DriftStanding;
import dev.weir.detector.responses.ResponseStanding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The detector at one moment. Counts cover the partitions this instance owns, since the topics were created; they move with
 * the partitions, so over all instances they add up: {@code flowsRead = flowsScored +
 * flowsRepeated + flowsJoined + deadLetters}, but for what waits for its other direction.
 *
 * @param state {@code RUNNING}, {@code REBALANCING}, {@code ERROR} …, as Kafka Streams says, unless that is not true
 * @param flowsRead records taken from the flows topic
 * @param flowsExpired offsets of the flows topic that were deleted before they were read, marks of transactions among them
 * @param flowsScored of the flow records read, scored
 * @param flowsRepeated of these, such of a file as had been scored before
 * @param flowsJoined of these, such of one direction that became part of the flow of another
 * @param deadLetters of these, set aside
 * @param deadLettersByReason the same by reason code
 * @param feedbackRead records taken from the feedback topic
 * @param feedbackDeadLetters of these, set aside
 * @param feedbackDeadLettersByReason the same by reason code
 * @param feedbackRepeated of these, verdicts that were given before and taught nothing new
 * @param feedbackEarly of these, verdicts that came before their flow; what becomes of them is counted too
 * @param alerts alerts raised; flows of one story are one
 * @param alertingFlows flows that are part of an alert
 * @param lessons lessons in the live model
 * @param lessonsAwaitingSecond lessons that wait until a second analyst says the same
 * @param modelVersion offset of the next model event
 * @param modelDigest SHA-256 of the live model, hexadecimal; empty if it was not asked for
 * @param learningHeld why learning is held, and what to do about it; null while lessons are learned
 * @param awaitsSecond how many lessons wait for a second analyst, and how others fared; null if none ever did
 * @param missed what of the newest flows would alert now and did not; null if nobody has looked since the start
 * @param drift whether traffic moved; null if nobody has looked since the start
 * @param responses how it is with what is done about alerts; null if nothing is
 * @param lag flow records not yet read in the partitions of this instance, as of the last second
 * @param flowsPerSecond over the last seconds
 * @param lastCheckpoint newest checkpoint; null if there is none
 * @param bootstrapServer the Kafka it is connected to
 * @param startedAt ISO-8601
 */
public record Status(
        String state,
        long flowsRead,
        long flowsExpired,
        long flowsScored,
        long flowsRepeated,
        long flowsJoined,
        long deadLetters,
        Map<String, Long> deadLettersByReason,
        long feedbackRead,
        long feedbackDeadLetters,
        Map<String, Long> feedbackDeadLettersByReason,
        long feedbackRepeated,
        long feedbackEarly,
        long alerts,
        long alertingFlows,
        long lessons,
        long lessonsAwaitingSecond,
        long modelVersion,
        String modelDigest,
        @Nullable String learningHeld,
        @Nullable String awaitsSecond,
        @Nullable String missed,
        @Nullable DriftStanding drift,
        @Nullable ResponseStanding responses,
        long lag,
        double flowsPerSecond,
        @Nullable Checkpoint lastCheckpoint,
        String bootstrapServer,
        String startedAt) {}
