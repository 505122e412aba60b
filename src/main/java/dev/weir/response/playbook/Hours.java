package dev.weir.response.playbook;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * A part of every day.
 *
 * @param from its first minute
 * @param to the minute after its last; before {@code from} if it goes over midnight
 */
record Hours(LocalTime from, LocalTime to) {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("HH:mm");

    /** @throws IllegalArgumentException if the text is not of the form {@code 22:00-06:00} */
    static Hours of(String text) {
        String[] ends = text.split("-", -1);
        try {
            if (ends.length == 2) {
                Hours hours = new Hours(LocalTime.parse(ends[0].strip(), FORM), LocalTime.parse(ends[1].strip(), FORM));
                if (!hours.from.equals(hours.to)) {
                    return hours;
                }
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("hours must be like 08:00-18:00 or 22:00-06:00", e);
        }
        throw new IllegalArgumentException("hours must be like 08:00-18:00 or 22:00-06:00");
    }

    boolean contain(LocalTime time) {
        boolean afterFrom = !time.isBefore(from);
        boolean beforeTo = time.isBefore(to);
        return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
    }

    @Override
    public String toString() {
        return from + "-" + to;
    }
}
