package dev.weir.detector.lessons;

import java.util.Map;

/**
 * What an unlearning would do now.
 *
 * @param lessons how many would be unlearned
 * @param analysts of these, how many are whose
 * @param firstLesson offset of the first in the model log
 * @param lastLesson offset of the last
 * @param version of the model that this is told of
 * @param digestBefore of that model
 * @param digestAfter of the model without the lessons
 */
public record UnlearningPlan(
        long lessons,
        Map<String, Long> analysts,
        long firstLesson,
        long lastLesson,
        long version,
        String digestBefore,
        String digestAfter) {}
