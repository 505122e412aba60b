package dev.weir.topics;

import java.util.List;

/**
 * What was done about the topics.
 *
 * @param created names of those that were missing and made here
 * @param warnings sentences on existing ones that work, but may lose what one would want; each says how to mend it
 */
public record TopicReport(List<String> created, List<String> warnings) {
    public TopicReport {
        created = List.copyOf(created);
        warnings = List.copyOf(warnings);
    }
}
