package dev.weir.cli.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns one value of the file into the type of its setting; the message of a failure completes "NAME must be". */
final class Values {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private Values() {}

    /** @throws IllegalArgumentException if the value is of another type; the message says what it must be */
    static Object of(JsonNode value, Class<?> type) {
        return known(value, type).orElseThrow(() -> new IllegalArgumentException(expected(type)));
    }

    private static Optional<Object> known(JsonNode value, Class<?> type) {
        if (type == int.class) {
            return value.isIntegralNumber() && value.canConvertToInt()
                    ? Optional.of(value.intValue())
                    : Optional.empty();
        }
        if (type == long.class) {
            return value.isIntegralNumber() && value.canConvertToLong()
                    ? Optional.of(value.longValue())
                    : Optional.empty();
        }
        if (type == double.class) {
            return value.isNumber() ? Optional.of(value.doubleValue()) : Optional.empty();
        }
        if (type == boolean.class) {
            return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
        }
        if (!value.isTextual()) {
            return Optional.empty();
        }
        return ofText(value.textValue(), type);
    }

    private static Optional<Object> ofText(String text, Class<?> type) {
        if (type == String.class) {
            return Optional.of(text);
        }
        if (type == Duration.class) {
            return duration(text).map(Object.class::cast);
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text.toLowerCase(Locale.ROOT)))
                .map(Object.class::cast)
                .findFirst();
    }

    private static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    private static String expected(Class<?> type) {
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class) {
            return "a number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a time such as 100ms, 5s, 10m, 2h or 7d";
        }
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(Values::word).collect(Collectors.joining(" or "))
                : "text";
    }

    private static String word(Object constant) {
        return Names.kebab(((Enum<?>) constant).name());
    }
}
