package dev.weir.sharing.output;

/** The languages of SIEMs that Weir speaks. */
public enum OutputFormat {
    /** As on Weir's own topics. */
    NATIVE(true),
    /** Elastic Common Schema 8. */
    ECS(true),
    /** Open Cybersecurity Schema Framework 1.5, class Detection Finding, 2004. */
    OCSF(true),
    /** Lines of RFC 5424. */
    SYSLOG(false),
    /** Lines of ArcSight's Common Event Format 0. */
    CEF(false);

    private final boolean isJson;

    OutputFormat(boolean isJson) {
        this.isJson = isJson;
    }

    /** Whether a message is an object of JSON; else it is a line of text. Neither has a line break in it. */
    public boolean isJson() {
        return isJson;
    }

    /** The message that tells of a finding. */
    public byte[] write(Finding finding) {
        return switch (this) {
            case NATIVE -> finding.nativeJson();
            case ECS -> Ecs.write(finding);
            case OCSF -> Ocsf.write(finding);
            case SYSLOG -> Syslog.write(finding);
            case CEF -> Cef.write(finding);
        };
    }
}
