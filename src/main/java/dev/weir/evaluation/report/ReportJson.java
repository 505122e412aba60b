package dev.weir.evaluation.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.evaluation.HeldOutFamilies;
import dev.weir.evaluation.TaughtStage;
import dev.weir.fold.json.AsciiJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Reports as ASCII JSON: an object for one file, an array of them for several; a figure that is not defined is null.
 */
public final class ReportJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder(AsciiJson.factory())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ReportJson() {}

    /** Writes the reports, ended by a line feed, and leaves the stream open. */
    public static void write(List<EvaluationReport> reports, OutputStream out) throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        reports.forEach(report -> array.add(object(report)));
        write(array, out);
    }

    /** Writes what was found of each category held out, ended by a line feed, and leaves the stream open. */
    public static void writeFamilies(List<HeldOutFamilies> files, OutputStream out) throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (HeldOutFamilies families : files) {
            ObjectNode object = array.addObject().put("file", families.file()).put("protocol", families.protocol());
            number(object, "mean_held_out_recall_at_fpr_1pct", families.meanRecallAtFpr1Percent());
            ArrayNode categories = object.putArray("held_out");
            families.reports().forEach(report -> categories.add(object(report)));
        }
        write(array, out);
    }

    private static void write(ArrayNode array, OutputStream out) throws IOException {
        out.write(MAPPER.writeValueAsBytes(array.size() == 1 ? array.get(0) : array));
        out.write('\n');
        out.flush();
    }

    private static ObjectNode object(EvaluationReport report) {
        ObjectNode object = MAPPER.createObjectNode()
                .put("file", report.file())
                .put("protocol", report.protocol())
                .put("flows", report.flows())
                .put("malicious", report.malicious())
                .put("unknown", report.unknown())
                .put("rejected", report.account().rejectedCount())
                .put("labels_used", report.labelsUsed())
                .put("holds", report.holds().holds());
        counts(object, "rejected_reasons", report.account().rejected());
        counts(object, "attack_words", report.account().attackWords());
        counts(object, "unclear_words", report.account().unclearWords());
        object.put("out_of_order", report.account().outOfOrder());
        number(object, "average_precision", report.averagePrecision());
        number(object, "trivial_average_precision", report.trivialAveragePrecision());
        number(object, "roc_auc", report.rocAuc());
        number(object, "recall_at_fpr_1pct", report.recallAtFpr1Percent());
        number(object, "recall_at_fpr_0_1pct", report.recallAtFpr01Percent());
        if (report.heldOutCategory() != null) {
            object.put("held_out_category", report.heldOutCategory()).put("held_out_flows", report.heldOut());
            number(object, "held_out_recall_at_fpr_1pct", report.heldOutRecallAtFpr1Percent());
        }
        if (report.unknown() > 0) {
            number(object, "unknown_share_at_fpr_1pct", report.unknownShareAtFpr1Percent());
        }
        number(object, "brier", report.brier());
        number(object, "expected_calibration_error", report.expectedCalibrationError());
        number(object, "expected_calibration_error_after_2000_labels", report.taughtCalibrationError());
        for (TaughtStage stage : report.taughtStages()) {
            number(object, "average_precision_after_" + stage.labels() + "_labels", stage.averagePrecision());
            number(
                    object,
                    "expected_calibration_error_after_" + stage.labels() + "_labels",
                    stage.expectedCalibrationError());
        }
        object.put("alerts", report.alerts());
        number(object, "precision_of_alerts", report.precisionOfAlerts());
        CategoryReport categories = report.categories();
        if (categories.alerts() > 0) {
            number(object, "category_accuracy", categories.accuracy());
            number(object, "trivial_category_accuracy", categories.trivialAccuracy());
            object.put("category_alerts", categories.alerts());
        }
        ShapeReport shapes = categories.shapes();
        if (shapes.alerts() > 0) {
            object.put("shape_alerts", shapes.alerts()).put("alerts_of_a_shape", shapes.ofShape());
            number(object, "named_of_a_shape", shapes.namedOfShape());
            object.put("shapes_named", shapes.named());
            number(object, "shapes_right", shapes.right());
        }
        if (categories.recordsOfTaught() > 0) {
            number(object, "taught_category_accuracy", categories.accuracyOfTaught());
            object.put("taught_category_records", categories.recordsOfTaught());
        }
        object.put("alerting_flows", report.alertingFlows());
        number(object, "precision_of_alerting_flows", report.precisionOfAlertingFlows());
        object.put("active_seconds", report.activeTime().toMillis() / 1000.0);
        number(object, "flows_per_second", report.flowsPerSecond());
        return object.put("model_digest", report.modelDigest());
    }

    private static void counts(ObjectNode object, String key, Map<String, Long> counts) {
        ObjectNode node = object.putObject(key);
        counts.forEach(node::put);
    }

    private static void number(ObjectNode object, String key, double value) {
        if (Double.isNaN(value)) {
            object.putNull(key);
        } else {
            object.put(key, value);
        }
    }
}
