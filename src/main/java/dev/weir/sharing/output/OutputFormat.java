package dev.weir.sharing.output;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The languages of SIEMs that Weir speaks. */
public enum OutputFormat {
    /** As on Weir's own topics. */
    NATIVE(true, null),
    /** Elastic Common Schema 8. */
    ECS(true, Ecs::write),
    /** Open Cybersecurity Schema Framework 1.5, class Detection Finding, 2004. */
    OCSF(true, Ocsf::write),
    /** Lines of RFC 5424. */
    SYSLOG(false, Syslog::write),
    /** Lines of ArcSight's Common Event Format 0. */
    CEF(false, Cef::write);

    private final boolean isJson;
    private final @Nullable Function<Finding, byte[]> writer;

    OutputFormat(boolean isJson, @Nullable Function<Finding, byte[]> writer) {
        this.isJson = isJson;
        this.writer = writer;
    }

    /** Whether a message is an object of JSON; else it is a line of text. Neither has a line break in it. */
    public boolean isJson() {
        return isJson;
    }

    /** The message that tells of a finding. */
    public byte[] write(Finding finding) {
        return writer == null ? finding.nativeJson() : writer.apply(finding);
    }
}
