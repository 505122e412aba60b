package dev.weir.ingest.record;

import java.util.Locale;

/** Why a record is not a flow. The {@linkplain #code() code} goes into the header of the dead letter. */
public enum RejectionReason {
    /** No value at all, or an empty one. */
    EMPTY,
    /** Longer than any flow record may be. */
    TOO_LARGE,
    /** The bytes are not UTF-8 text. */
    NOT_UTF8,
    /** Begins like no format Weir reads. */
    UNKNOWN_FORMAT,
    /** A header or comment line of a log file, not a record of it. */
    FILE_HEADER,
    /** Begins like JSON and is not. */
    MALFORMED_JSON,
    /** Valid JSON, but no flow: another log, or another event. */
    NOT_A_FLOW,
    /** A delimited line whose number of fields fits no known layout. */
    WRONG_FIELD_COUNT,
    /** One of {@code ts}, {@code src_ip}, {@code dst_ip}, {@code proto} is not there. */
    MISSING_FIELD,
    /** A field has a value it cannot have. */
    INVALID_FIELD,
    /** Its time is not to come for long yet: believed, it would put all that is remembered in the past. */
    FUTURE_TIME;

    /** The reason in lower case with underscores, such as {@code malformed_json}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
