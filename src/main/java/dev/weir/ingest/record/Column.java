package dev.weir.ingest.record;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Every field name Weir knows, in the native format and in Zeek's conn log. All others are {@link #IGNORED}. */
public enum Column {
    IGNORED(""),

    TS("ts"),
    PROTO("proto"),
    DURATION("duration"),
    SERVICE("service"),
    LABEL("label"),

    ID("id"),
    SRC_IP("src_ip"),
    SRC_PORT("src_port"),
    DST_IP("dst_ip"),
    DST_PORT("dst_port"),
    SRC_BYTES("src_bytes"),
    DST_BYTES("dst_bytes"),
    SRC_PACKETS("src_packets"),
    DST_PACKETS("dst_packets"),
    STATE("state"),
    CATEGORY("category"),

    UID("uid"),
    ORIG_H("id.orig_h", "id_orig_h"),
    ORIG_P("id.orig_p", "id_orig_p"),
    RESP_H("id.resp_h", "id_resp_h"),
    RESP_P("id.resp_p", "id_resp_p"),
    ORIG_BYTES("orig_bytes"),
    RESP_BYTES("resp_bytes"),
    ORIG_PKTS("orig_pkts"),
    RESP_PKTS("resp_pkts"),
    CONN_STATE("conn_state"),
    DETAILED_LABEL("detailedlabel", "detailed-label detailed_label"),
    IP_PROTO("ip_proto"),
    /** The log a Zeek record belongs to. */
    PATH("_path"),
    /** Suricata's name of an event; only tells that a record is no flow. */
    EVENT_TYPE("event_type");

    private static final Map<String, Column> BY_NAME = new HashMap<>();

    static {
        for (Column column : values()) {
            BY_NAME.put(column.title, column);
            for (String name : column.otherNames.split(" ", -1)) {
                BY_NAME.put(name, column);
            }
        }
    }

    private final String title;
    private final String otherNames;

    Column(String title) {
        this(title, title);
    }

    /** @param otherNames separated by spaces */
    Column(String title, String otherNames) {
        this.title = title;
        this.otherNames = otherNames;
    }

    /** The column of a JSON key. */
    public static Column ofKey(String key) {
        return BY_NAME.getOrDefault(key, IGNORED);
    }

    /** The column of a name in a file header, which people write with spaces and capitals. */
    public static Column ofHeader(String name) {
        return ofKey(name.strip().toLowerCase(Locale.ROOT));
    }

    /** The name to tell a reader. */
    public String title() {
        return title;
    }

    /** The place in an array of columns. */
    @SuppressWarnings("EnumOrdinal") // Lives in memory only, so the order may change.
    public int index() {
        return ordinal();
    }

    /** One bit of a set of columns. */
    public long bit() {
        return 1L << index();
    }
}
