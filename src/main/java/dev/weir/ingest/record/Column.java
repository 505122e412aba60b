package dev.weir.ingest.record;

import java.util.Locale;

/**
 * Every field that Weir knows, with the names it goes by in the formats it reads. A name with dots is also found in nested
 * objects. All other fields are {@link #IGNORED}.
 */
public enum Column {
    IGNORED(""),

    // The native format.
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

    // Zeek's conn log.
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
    DETAILED_LABEL("detailedlabel", "detailed-label"),
    IP_PROTO("ip_proto"),
    /** The log a Zeek record belongs to. */
    PATH("_path"),

    // The same under other names; where a record has several of them, the first counts.
    TIMESTAMP(Many.YES, "timestamp", "datetime event_time"),
    AT_TIMESTAMP(Many.YES, "@timestamp"),
    TIME(Many.YES, "time", "date time_dt stamp_inserted timestamp_arrival time_received time_received_ns"),
    START(
            Many.YES,
            "start",
            "start_time start_time_dt stime flow_start first first_seen first_switched timestamp_start timestamp_min"
                    + " event.start flow.start netflow.start time_flow_start_ns time_flow_start_ms time_flow_start"),
    END(
            Many.YES,
            "end",
            "end_time end_time_dt etime ltime te flow_end last last_seen last_switched timestamp_end timestamp_max"
                    + " event.end flow.end netflow.end time_flow_end_ns time_flow_end_ms time_flow_end"),
    OTHER_DURATION(Many.YES, "dur", "td duration_s duration_seconds"),
    OTHER_ID(
            Many.YES,
            "flow.id",
            "flow_uid event.id zeek.session_id metadata.uid connection_info.uid connection_info.session.uid"),
    OTHER_SRC_IP(
            Many.YES,
            "source_ip",
            "source.ip src source saddr src_addr source_addr source_address source.address ip4_src ipv4_src_addr"
                    + " ipv6_src_addr source_ipv4_address source_ipv6_address src4_addr src6_addr src_host source_host"
                    + " client_ip orig_h src_endpoint.ip"),
    OTHER_DST_IP(
            Many.YES,
            "destination_ip",
            "destination.ip dest_ip dst dest destination daddr dst_addr dest_addr destination_addr"
                    + " destination_address destination.address ip4_dst ipv4_dst_addr ipv6_dst_addr"
                    + " destination_ipv4_address destination_ipv6_address dst4_addr dst6_addr dst_host dest_host"
                    + " destination_host server_ip resp_h dst_endpoint.ip"),
    OTHER_SRC_PORT(
            Many.YES,
            "source_port",
            "source.port sport sp port_src l4_src_port source_transport_port orig_p src_endpoint.port"),
    OTHER_DST_PORT(
            Many.YES,
            "destination_port",
            "destination.port dest_port dport dsport dp port_dst l4_dst_port destination_transport_port resp_p"
                    + " dst_endpoint.port"),
    OTHER_PROTO(
            Many.YES,
            "protocol",
            "pr transport network.transport protocol_name protocol_identifier transport_protocol pro"
                    + " connection_info.protocol_name"),
    PROTO_NUMBER(Many.YES, "protocol_num", "connection_info.protocol_num network.iana_number protocol_number"),
    OTHER_SRC_BYTES(
            Many.YES,
            "source_bytes",
            "source.bytes data_volume sbytes ibyt in_bytes bytes_sent sent_bytes bytes_out bytes_toserver"
                    + " flow.bytes_toserver traffic.bytes_out initiator_octets total_length_of_fwd_packet"
                    + " total_length_of_fwd_packets totlen_fwd_pkts total_fwd_bytes fwd_bytes"),
    OTHER_DST_BYTES(
            Many.YES,
            "destination_bytes",
            "destination.bytes dest_bytes dbytes obyt out_bytes bytes_received received_bytes bytes_in bytes_toclient"
                    + " flow.bytes_toclient traffic.bytes_in responder_octets total_length_of_bwd_packet"
                    + " total_length_of_bwd_packets totlen_bwd_pkts total_bwd_bytes bwd_bytes"),
    OTHER_SRC_PACKETS(
            Many.YES,
            "source_packets",
            "source.packets src_pkts spkts ipkt in_pkts in_packets packets_sent packets_out pkts_toserver"
                    + " flow.pkts_toserver traffic.packets_out initiator_packets total_fwd_packet total_fwd_packets"
                    + " tot_fwd_pkts"),
    OTHER_DST_PACKETS(
            Many.YES,
            "destination_packets",
            "destination.packets dest_packets dst_pkts dpkts opkt out_pkts out_packets packets_received packets_in"
                    + " pkts_toclient flow.pkts_toclient traffic.packets_in responder_packets total_bwd_packet"
                    + " total_bwd_packets tot_bwd_pkts"),
    OTHER_STATE(Many.YES, "connection_state", "zeek.connection.state status_code"),
    OTHER_SERVICE(Many.YES, "app_proto", "network.protocol app_name application application_protocol"),
    OTHER_CATEGORY(Many.YES, "attack_cat", "attack attack_type"),

    /** Bytes of the one direction that a record tells of. */
    BYTES(Many.YES, "bytes", "netflow.bytes octets octet_delta_count byt total_octets"),
    PACKETS(Many.YES, "packets", "netflow.pkts pkts packet_delta_count pkt total_packets"),
    /** Bytes of both directions together. */
    TOTAL_BYTES(Many.YES, "tot_bytes", "network.bytes traffic.bytes"),
    TOTAL_PACKETS(Many.YES, "tot_pkts", "network.packets traffic.packets"),
    /** One packet in so many was counted. */
    SAMPLING_RATE(Many.YES, "sampling_rate", "sampling_interval netflow.sampling_interval"),

    /** Flags of all packets of the one direction that a record tells of. */
    TCP_FLAGS(
            Many.YES,
            "tcp_flags",
            "flg flags tcp.tcp_flags tcp_control_bits netflow.tcp_control_bits" + " connection_info.tcp_flags"),

    // Names that tell one format from the others.
    EVENT_TYPE("event_type", "suricata.eve.event_type"),
    FLOW_ID(Many.YES, "flow_id", "suricata.eve.flow_id"),
    FLOW_STATE(Many.YES, "flow.state"),
    FLAGS_TO_SERVER(Many.YES, "tcp.tcp_flags_ts"),
    FLAGS_TO_CLIENT(Many.YES, "tcp.tcp_flags_tc"),
    ICMP_TYPE(Many.YES, "icmp_type"),
    ICMP_CODE(Many.YES, "icmp_code"),
    CLASS_UID("class_uid"),
    DISPOSITION(Many.YES, "disposition", "disposition_id action_id"),
    ECS_VERSION(Many.YES, "ecs.version"),
    EVENT_DATASET(Many.YES, "event.dataset", "data_stream.dataset"),
    EVENT_ACTION(Many.YES, "event.action"),
    EVENT_DURATION(Many.YES, "event.duration"),
    IP_SRC(Many.YES, "ip_src"),
    IP_DST(Many.YES, "ip_dst"),
    SAMPLER_ADDRESS(Many.YES, "sampler_address"),
    EXPORTER_ID(Many.YES, "export_sysid"),
    SA("sa"),
    DA("da"),
    SIP("sip"),
    DIP("dip"),
    DIRECTION("dir"),
    FLOW_DURATION("flow_duration"),
    ATTEMPTED_CATEGORY(Many.YES, "attempted_category"),
    LOG_STATUS("log_status"),
    ACTION(Many.YES, "action"),
    INTERFACE_ID(Many.YES, "interface_id"),
    PKT_SRCADDR(Many.YES, "pkt_srcaddr"),
    PKT_DSTADDR(Many.YES, "pkt_dstaddr");

    private enum Many {
        YES,
        NO
    }

    private final String title;
    private final String otherNames;
    private final boolean many;

    Column(String title) {
        this(Many.NO, title, "");
    }

    Column(Many many, String title) {
        this(many, title, "");
    }

    Column(String title, String otherNames) {
        this(Many.NO, title, otherNames);
    }

    /** @param otherNames separated by spaces */
    Column(Many many, String title, String otherNames) {
        this.title = title;
        this.otherNames = otherNames;
        this.many = many == Many.YES;
    }

    /** The name to tell a reader. */
    public String title() {
        return title;
    }

    /** Every name the field goes by. */
    String[] names() {
        return otherNames.isEmpty() ? new String[] {title} : (title + " " + otherNames).split(" ", -1);
    }

    /** Whether the field is one of another format than the native one and Zeek's. */
    @SuppressWarnings("EnumOrdinal") // The native columns and Zeek's are declared first.
    boolean isForeign() {
        return ordinal() > PATH.ordinal();
    }

    /** Whether a record may have the field more than once, as it stands for several names of which the first counts. */
    boolean hasManyNames() {
        return many;
    }

    /** The place in an array of columns. */
    @SuppressWarnings("EnumOrdinal") // Lives in memory only, so the order may change.
    int index() {
        return ordinal();
    }

    /** The name as names are compared: without case, blanks, hyphens and underscores. */
    static String folded(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-' && c != ' ') {
                out.append(c);
            }
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }
}
