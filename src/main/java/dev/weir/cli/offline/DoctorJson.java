package dev.weir.cli.offline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.ingest.doctor.Findings;
import dev.weir.ingest.doctor.Findings.DeadLetters;
import dev.weir.ingest.doctor.Findings.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What {@code weir doctor} found, as JSON. */
final class DoctorJson {
    private DoctorJson() {}

    static ObjectNode of(Path file, Findings findings, List<String> advice) {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("file", file.toString())
                .put("healthy", findings.healthy())
                .put("records", findings.records())
                .put("flows", findings.flows())
                .put("lost", findings.lost());
        findings.formats().forEach(json.putObject("formats")::put);
        findings.fieldsRead().forEach(json.putArray("fields_read")::add);
        findings.fieldsIgnored().forEach(json.putArray("fields_ignored")::add);
        ObjectNode told = json.putObject("told");
        findings.told().forEach((what, count) -> told.put(what.name().toLowerCase(Locale.ROOT), count));
        json.put("one_way", findings.oneWay())
                .put("sampled", findings.sampled())
                .put("first", findings.times().first())
                .put("last", findings.times().last())
                .put("out_of_order", findings.times().outOfOrder())
                .put("furthest_back_seconds", findings.times().furthestBackSeconds())
                .put("ahead_of_clock_seconds", findings.times().aheadOfClockSeconds())
                .put("repeated_ids", findings.repeatedIds())
                .put("malicious", findings.malicious())
                .put("benign", findings.benign());
        putLetters(json, findings);
        advice.forEach(json.putArray("advice")::add);
        return json;
    }

    private static void putLetters(ObjectNode json, Findings findings) {
        ArrayNode all = json.putArray("dead_letters");
        for (DeadLetters letters : findings.deadLetters()) {
            ArrayNode samples = all.addObject()
                    .put("reason", letters.reason())
                    .put("count", letters.count())
                    .put("share", (double) letters.count() / findings.records())
                    .put("expected", letters.expected())
                    .putArray("samples");
            for (Sample sample : letters.samples()) {
                samples.addObject()
                        .put("line", sample.line())
                        .put("detail", sample.detail())
                        .put("record", sample.record());
            }
        }
    }
}
