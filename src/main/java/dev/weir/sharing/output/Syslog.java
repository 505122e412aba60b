package dev.weir.sharing.output;

import dev.weir.flow.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A finding as a message of syslog (RFC 5424), of the facility local4, with its fields as structured data. The element is
 * {@code weir@32473}, under the number that IANA keeps for examples, since Weir has none of its own.
 *
 * <p>Characters that break lines or steer terminals come as {@code backslash u} and four digits; in values {@code "}, {@code ]} and
 * the backslash are escaped as the RFC asks.
 */
final class Syslog {
    private static final int LOCAL4 = 20;
    /** Severities of syslog for low, medium, high and critical. */
    private static final int[] SEVERITIES = {5, 4, 3, 2};

    private static final int MOST_TEXT = 400;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private Syslog() {}

    static byte[] write(Finding finding) {
        int priority = 8 * LOCAL4 + SEVERITIES[finding.rank()];
        StringBuilder out = new StringBuilder(512);
        out.append('<').append(priority).append(">1 ").append(finding.at()).append(" - weir - ");
        out.append(finding.isResponse() ? "response" : "alert").append(" [weir@32473");
        for (Map.Entry<String, String> field : fields(finding).entrySet()) {
            out.append(' ')
                    .append(field.getKey())
                    .append("=\"")
                    .append(value(field.getValue()))
                    .append('"');
        }
        out.append("] ").append(BYTE_ORDER_MARK).append(Printable.escape(finding.title(), MOST_TEXT));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(Finding finding) {
        return new TextFields()
                .put("id", finding.id())
                .put("alert", finding.alertId())
                .put("score", Double.toString(finding.score()))
                .put("model", Long.toString(finding.modelVersion()))
                .host("src", finding.source())
                .put("src_port", finding.port("src_port"))
                .host("dst", finding.destination())
                .put("dst_port", finding.port("dst_port"))
                .put("proto", finding.protocol())
                .put("service", finding.text("service"))
                .put("community_id", finding.communityId())
                .put("flows", finding.number("count"))
                .put("destinations", finding.number("destinations"))
                .put("threat", finding.threat())
                .put("technique", finding.text("technique"))
                .put("state", finding.text("state"))
                .put("action", finding.text("action"))
                .put("reason", finding.description())
                .all();
    }

    private static String value(String text) {
        return Printable.escape(text, MOST_TEXT)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("]", "\\]");
    }
}
