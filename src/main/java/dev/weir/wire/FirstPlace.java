package dev.weir.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Where a record stood, and since when, that was written anew further on, so that what it named could be deleted from the topic.
 * Whatever has read the topic so far has read what the record says already.
 *
 * @param offset of the record that was there first, 0 or more
 * @param atMillis when that was written
 */
public record FirstPlace(long offset, long atMillis) {
    private static final String HEADER = "weir.first";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) (\\d{1,18})");

    /** What the headers of a record say; empty if it stands where it was written. */
    public static Optional<FirstPlace> of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        Matcher text = TEXT.matcher(new String(header.value(), StandardCharsets.US_ASCII));
        return text.matches()
                ? Optional.of(new FirstPlace(Long.parseLong(text.group(1)), Long.parseLong(text.group(2))))
                : Optional.empty();
    }

    /** The same; where a record is now if it stands where it was written. */
    public static FirstPlace of(Headers headers, long offset, long atMillis) {
        return of(headers).orElse(new FirstPlace(offset, atMillis));
    }

    /** Says it in the headers of the record that is written anew. */
    public void addTo(Headers headers) {
        headers.remove(HEADER);
        headers.add(HEADER, (offset + " " + atMillis).getBytes(StandardCharsets.US_ASCII));
    }
}
