package dev.weir.sharing.output;

import dev.weir.flow.Host;
import dev.weir.flow.Printable;
import dev.weir.response.Addresses;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A finding as a line of ArcSight's Common Event Format, version 0. In the header {@code |} and the backslash are escaped, in the
 * extension {@code =} and the backslash; what would break a line comes as {@code backslash u} and four digits.
 */
final class Cef {
    /** Severities of CEF, 0 to 10, for low, medium, high and critical. */
    private static final int[] SEVERITIES = {3, 5, 8, 10};

    private static final int MOST_TEXT = 400;

    private Cef() {}

    static byte[] write(Finding finding) {
        StringBuilder out = new StringBuilder(512).append("CEF:0");
        header(out, "Weir");
        header(out, "Weir");
        header(out, "1");
        header(out, finding.isResponse() ? "response" : "alert");
        header(out, finding.title());
        header(out, Integer.toString(SEVERITIES[finding.rank()]));
        out.append('|');
        String gap = "";
        for (Map.Entry<String, String> field : fields(finding).entrySet()) {
            out.append(gap).append(field.getKey()).append('=').append(value(field.getValue()));
            gap = " ";
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(Finding finding) {
        return new TextFields()
                .put("externalId", finding.id())
                .put("rt", Long.toString(finding.at().toEpochMilli()))
                .host(isAddress(finding.source()) ? "src" : "shost", finding.source())
                .put("spt", finding.port("src_port"))
                .host(isAddress(finding.destination()) ? "dst" : "dhost", finding.destination())
                .put("dpt", finding.port("dst_port"))
                .put("proto", finding.protocol())
                .put("app", finding.text("service"))
                .put("in", finding.number("dst_bytes"))
                .put("out", finding.number("src_bytes"))
                .put("cnt", finding.number("count"))
                .put("cat", finding.threat())
                .put("act", finding.text("action"))
                .put("outcome", finding.text("state"))
                .put("cn1Label", "model_version")
                .put("cn1", Long.toString(finding.modelVersion()))
                .put("cfp1Label", "score")
                .put("cfp1", Double.toString(finding.score()))
                .put("cs1Label", "community_id")
                .put("cs1", finding.communityId().orElse("-"))
                .put("cs2Label", "alert_id")
                .put("cs2", finding.alertId())
                .put("msg", finding.description())
                .all();
    }

    private static boolean isAddress(Optional<Host> host) {
        return host.flatMap(Addresses::address).isPresent();
    }

    private static void header(StringBuilder out, String text) {
        out.append('|')
                .append(Printable.escape(text, MOST_TEXT).replace("\\", "\\\\").replace("|", "\\|"));
    }

    private static String value(String text) {
        return Printable.escape(text, MOST_TEXT).replace("\\", "\\\\").replace("=", "\\=");
    }
}
