package dev.weir.sharing.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.flow.Host;
import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import java.util.Optional;

/**
 * A finding as an event of the class Detection Finding, 2004, of OCSF {@value #VERSION}. A response is an update of the finding of
 * its alert, with what is done as remediation; its end closes nothing, since only an analyst's verdict does.
 */
final class Ocsf {
    static final String VERSION = "1.5.0";
    private static final int CLASS = 2004;
    private static final int FINDINGS = 2;
    private static final int CREATE = 1;
    private static final int UPDATE = 2;
    /** Machine learning, as the schema counts types of analytics. */
    private static final int LEARNED = 4;

    private static final String[] SEVERITIES = {"Low", "Medium", "High", "Critical"};
    private static final int LOW_ID = 2;
    private static final int NEW = 1;
    private static final int IN_PROGRESS = 2;

    private Ocsf() {}

    static byte[] write(Finding finding) {
        boolean isFirst = !finding.isResponse() && finding.number("count").orElse(1) <= 1;
        int activity = isFirst ? CREATE : UPDATE;
        ObjectNode out = Json.object();
        out.put("class_uid", CLASS).put("class_name", "Detection Finding");
        out.put("category_uid", FINDINGS).put("category_name", "Findings");
        out.put("activity_id", activity).put("activity_name", isFirst ? "Create" : "Update");
        out.put("type_uid", 100 * CLASS + activity)
                .put("type_name", "Detection Finding: " + (isFirst ? "Create" : "Update"));
        out.put("time", finding.at().toEpochMilli()).put("message", finding.title());
        int severity = finding.rank();
        out.put("severity_id", LOW_ID + severity).put("severity", SEVERITIES[severity]);
        out.put("status_id", finding.isResponse() ? IN_PROGRESS : NEW)
                .put("status", finding.isResponse() ? "In Progress" : "New");
        out.put("confidence_score", finding.percent()).put("is_alert", !finding.isResponse());
        out.set("metadata", metadata(finding));
        out.set("finding_info", info(finding));
        ObjectNode evidence = evidence(finding);
        if (!evidence.isEmpty()) {
            out.putArray("evidences").add(evidence);
        }
        finding.number("count").ifPresent(count -> out.put("count", Math.min(count, Integer.MAX_VALUE)));
        finding.time("first_seen").ifPresent(first -> out.put("start_time", first.toEpochMilli()));
        finding.time("last_seen").ifPresent(last -> out.put("end_time", last.toEpochMilli()));
        if (finding.isResponse()) {
            out.putObject("remediation").put("desc", finding.title());
            Json.put(out, "status_detail", finding.text("why"));
        }
        out.set("unmapped", unmapped(finding));
        return Json.bytes(out);
    }

    private static ObjectNode metadata(Finding finding) {
        ObjectNode metadata = Json.object();
        metadata.put("version", VERSION).put("uid", finding.id());
        metadata.putObject("product").put("name", "Weir").put("vendor_name", "Weir");
        return metadata;
    }

    private static ObjectNode info(Finding finding) {
        ObjectNode info = Json.object();
        info.put("uid", finding.alertId()).put("title", finding.title()).put("desc", finding.description());
        ObjectNode analytic = info.putObject("analytic");
        analytic.put("type_id", LEARNED).put("type", "Learning (ML/DL)").put("name", "Weir");
        analytic.put("version", Long.toString(finding.modelVersion()));
        finding.threat().ifPresent(threat -> info.putArray("types").add(threat));
        finding.time("first_seen").ifPresent(first -> info.put("first_seen_time", first.toEpochMilli()));
        finding.time("last_seen").ifPresent(last -> info.put("last_seen_time", last.toEpochMilli()));
        finding.text("technique").ifPresent(id -> {
            ObjectNode technique = info.putArray("attacks").addObject().putObject("technique");
            technique.put("uid", id);
            Json.put(technique, "name", finding.text("technique_name"));
        });
        return info;
    }

    private static ObjectNode evidence(Finding finding) {
        ObjectNode evidence = Json.object();
        Json.set(evidence, "src_endpoint", end(finding.source(), finding, "src_port"));
        ObjectNode destination = end(finding.destination(), finding, "dst_port");
        if (!destination.isEmpty()) {
            Json.put(destination, "svc_name", finding.text("service"));
        }
        Json.set(evidence, "dst_endpoint", destination);
        if (finding.protocol().isPresent()) {
            ObjectNode connection = evidence.putObject("connection_info");
            connection.put("direction_id", 0);
            Json.put(connection, "protocol_name", finding.protocol());
            Json.put(connection, "protocol_num", finding.protocolNumber());
            Json.put(connection, "community_uid", finding.communityId());
        }
        return evidence;
    }

    private static ObjectNode end(Optional<Host> host, Finding finding, String port) {
        ObjectNode end = Json.object();
        if (host.isEmpty()) {
            return end;
        }
        Optional<IPAddress> address = Addresses.address(host.get());
        address.ifPresentOrElse(
                ip -> end.put("ip", ip.toCanonicalString()),
                () -> end.put("name", host.get().text()));
        Json.put(end, "port", finding.port(port));
        return end;
    }

    private static ObjectNode unmapped(Finding finding) {
        ObjectNode unmapped = Json.object();
        unmapped.put("score", finding.score()).put("model_version", finding.modelVersion());
        Json.put(unmapped, "flow_id", finding.text("flow_id"));
        Json.put(unmapped, "kind", finding.text("kind"));
        Json.put(unmapped, "destinations", finding.number("destinations"));
        Json.put(unmapped, "state", finding.text("state"));
        return unmapped;
    }
}
