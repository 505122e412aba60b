package dev.weir.response.playbook;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weir.alert.Severity;
import dev.weir.response.Action;
import dev.weir.response.Mode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A playbook file as it is written. Its keys are named as the components here, in kebab-case. */
record PlaybookShape(
        @Nullable String timeZone,
        @Nullable List<String> internal,
        @Nullable Map<String, List<String>> groups,
        @JsonProperty("protected") @Nullable List<String> protectedAssets,
        @Nullable List<String> protectedFiles,
        @Nullable List<RuleShape> rules) {
    /** One rule. */
    record RuleShape(
            @Nullable String name,
            @Nullable WhenShape when,
            @Nullable Action then,
            @Nullable Aim target,
            @JsonProperty("for") @Nullable String duration,
            @Nullable List<String> keep,
            @Nullable String to,
            @Nullable Mode mode) {}

    /** What an alert must be; what is left out matches all. */
    record WhenShape(
            @Nullable List<String> category,
            @Nullable Double score,
            @Nullable Severity severity,
            @Nullable Long flows,
            @Nullable List<Direction> direction,
            @Nullable List<String> group,
            @Nullable String hours) {}
}
