package dev.weir.evaluation.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.fold.json.AsciiJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report on a suite as ASCII JSON, to be kept and compared with; a figure that is not defined is null. */
public final class SuiteJson {
    private static final String FORM = "weir_suite";
    private static final int VERSION = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder(AsciiJson.factory())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private SuiteJson() {}

    /** Writes the report, ended by a line feed, and leaves the stream open. */
    public static void write(SuiteReport report, OutputStream out) throws IOException {
        ObjectNode object = MAPPER.createObjectNode()
                .put(FORM, VERSION)
                .put("protocol", report.protocol())
                .put("thinned", report.thinned());
        ObjectNode summary = object.putObject("summary");
        for (Variant variant : Variant.values()) {
            summary(report, variant, summary.putObject(variant.word()));
        }
        ArrayNode rows = object.putArray("rows");
        for (SuiteRow row : report.rows()) {
            ObjectNode node = rows.addObject()
                    .put("set", row.set())
                    .put("network", row.network())
                    .put("variant", row.variant().word());
            runs(row.runs(), node.putArray("runs"));
        }
        ArrayNode slow = object.putArray("slow_attacks");
        for (SlowRow row : report.slow()) {
            ObjectNode node = slow.addObject().put("attack", row.attack()).put("protocol", row.protocol());
            runs(row.runs(), node.putArray("runs"));
        }
        out.write(MAPPER.writeValueAsBytes(object));
        out.write('\n');
        out.flush();
    }

    private static void runs(List<SuiteRun> runs, ArrayNode array) {
        for (SuiteRun run : runs) {
            ObjectNode figures = array.addObject().put("seed", run.seed());
            run.figures().forEach((name, figure) -> number(figures, name, figure));
        }
    }

    private static void summary(SuiteReport report, Variant variant, ObjectNode object) {
        String precision = SuiteRun.AVERAGE_PRECISION;
        number(object, "mean_average_precision", report.mean(variant, precision));
        report.worst(variant, precision).ifPresent(worst -> {
            object.put("worst_network", worst.getKey());
            number(object, "worst_average_precision", worst.getValue());
        });
        number(object, "mean_roc_auc", report.mean(variant, SuiteRun.ROC_AUC));
    }

    private static void number(ObjectNode object, String key, double value) {
        if (Double.isNaN(value)) {
            object.putNull(key);
        } else {
            object.put(key, value);
        }
    }

    /** @throws IOException if this cannot be read, or is no report on a suite */
    public static SuiteReport read(InputStream in) throws IOException {
        JsonNode object = MAPPER.readTree(in);
        if (object == null
                || object.path(FORM).asInt() != VERSION
                || !object.path("rows").isArray()) {
            throw new IOException("this is no report that weir evaluate --suite wrote");
        }
        List<SuiteRow> rows = new ArrayList<>();
        for (JsonNode row : object.path("rows")) {
            rows.add(row(row));
        }
        List<SlowRow> slow = new ArrayList<>();
        for (JsonNode row : object.path("slow_attacks")) {
            slow.add(new SlowRow(
                    row.path("attack").asText(), row.path("protocol").asText(), runs(row)));
        }
        return new SuiteReport(
                object.path("protocol").asText(), object.path("thinned").asDouble(), rows, slow);
    }

    private static SuiteRow row(JsonNode row) throws IOException {
        Variant variant = Variant.ofWord(row.path("variant").asText())
                .orElseThrow(() -> new IOException("a row of the report is of no known variant"));
        return new SuiteRow(row.path("set").asText(), variant, runs(row));
    }

    private static List<SuiteRun> runs(JsonNode row) throws IOException {
        List<SuiteRun> runs = new ArrayList<>();
        for (JsonNode run : row.path("runs")) {
            Map<String, Double> figures = new LinkedHashMap<>();
            run.properties()
                    .forEach(entry -> figures.put(
                            entry.getKey(),
                            entry.getValue().isNumber() ? entry.getValue().asDouble() : Double.NaN));
            figures.remove("seed");
            runs.add(new SuiteRun(run.path("seed").asLong(), figures));
        }
        if (runs.isEmpty()) {
            throw new IOException("a row of the report has no run");
        }
        return runs;
    }
}
