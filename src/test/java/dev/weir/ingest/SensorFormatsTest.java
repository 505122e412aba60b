package dev.weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Label;
import dev.weir.flow.Protocol;
import dev.weir.flow.Verdict;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.ReadResult.Accepted;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One record of each format, with invented hosts, and what Weir makes of it. */
class SensorFormatsTest {
    private static final String SURICATA = """
            {"timestamp":"2026-01-02T03:04:09.500000+0200","flow_id":1374195536821504,"event_type":"flow","src_ip":"10.0.0.1",\
            "src_port":51698,"dest_ip":"192.0.2.9","dest_port":445,"proto":"TCP","app_proto":"smb","flow":{"pkts_toserver":5,\
            "pkts_toclient":4,"bytes_toserver":600,"bytes_toclient":500,"start":"2026-01-02T03:04:05.000000+0200",\
            "end":"2026-01-02T03:04:07.500000+0200","state":"closed"},"tcp":{"tcp_flags_ts":"1b","tcp_flags_tc":"1b"}}""";
    private static final String ECS = """
            {"@timestamp":"2026-01-02T01:04:09Z","ecs":{"version":"8.11.0"},"event":{"action":"network_flow","duration":2500000000,\
            "start":"2026-01-02T01:04:05Z"},"flow":{"id":"QAT__"},"network":{"transport":"tcp","bytes":1100,"packets":9},\
            "source":{"ip":"10.0.0.1","port":51698,"bytes":600,"packets":5},"destination":{"ip":"192.0.2.9","port":445}}""";
    private static final String OCSF = """
            {"class_uid":4001,"time":1767315849500,"start_time":1767315845000,"end_time":1767315847500,"src_endpoint":\
            {"ip":"10.0.0.1","port":51698},"dst_endpoint":{"ip":"192.0.2.9","port":445},"connection_info":{"protocol_num":6},\
            "traffic":{"bytes_in":500,"bytes_out":600,"packets_in":4,"packets_out":5},"status_code":"SF"}""";
    private static final String OCSF_OF_TOTALS = """
            {"class_uid":4001,"time":1767315845000,"start_time":1767315845000,"end_time":1767315847500,"src_endpoint":\
            {"ip":"10.0.0.1","port":51698},"dst_endpoint":{"ip":"192.0.2.9","port":445},"connection_info":{"protocol_num":6,\
            "tcp_flags":3},"traffic":{"bytes":600,"packets":5}}""";
    private static final String ECS_NETFLOW = """
            {"@timestamp":"2026-01-02T01:04:09Z","ecs":{"version":"8.11.0"},"event":{"action":"netflow_flow","dataset":"netflow.log",\
            "duration":2500000000,"start":"2026-01-02T01:04:05Z"},"network":{"transport":"tcp","bytes":60,"packets":1},\
            "netflow":{"sampling_interval":10,"tcp_control_bits":2},"source":{"ip":"10.0.0.1","port":51698,"bytes":60,\
            "packets":1},"destination":{"ip":"192.0.2.9","port":445}}""";
    private static final String GOFLOW = """
            {"type":"NETFLOW_V9","time_received_ns":1767315849500000000,"sampling_rate":10,"sampler_address":"192.0.2.250",\
            "time_flow_start_ns":1767315845000000000,"time_flow_end_ns":1767315847500000000,"bytes":60,"packets":1,\
            "src_addr":"10.0.0.1","dst_addr":"192.0.2.9","etype":"IPv4","proto":"TCP","src_port":51698,"dst_port":445}""";
    private static final String NFDUMP = """
            {"type":"FLOW","sampled":0,"export_sysid":1,"first":"2026-01-02T01:04:05.000","last":"2026-01-02T01:04:07.500",\
            "in_packets":5,"in_bytes":600,"proto":6,"tcp_flags":"...AP.SF","src_port":51698,"dst_port":445,\
            "src4_addr":"10.0.0.1","dst4_addr":"192.0.2.9","label":"<none>"}""";
    private static final String PMACCT = """
            {"event_type":"purge","label":{"nkey":"x"},"ip_src":"10.0.0.1","ip_dst":"192.0.2.9","port_src":51698,"port_dst":445,\
            "tcp_flags":["ACK"],"ip_proto":"tcp","timestamp_start":"1767315845.000000","timestamp_end":"1767315847.500000",\
            "packets":5,"flows":null,"bytes":600,"writer_id":"x"}""";
    private static final String VPC =
            "2 123456789010 eni-1235b8ca 10.0.0.1 192.0.2.9 51698 445 6 5 600 1767315845 1767315847 REJECT OK";
    private static final String ARGUS =
            "2026/01/02 01:04:05.000000,2.500000,tcp,10.0.0.1,51698,   ->,192.0.2.9,445,FSPA_FSPA,0,0,9,1100,600,";

    private final FlowReader reader = new FlowReader();

    @ParameterizedTest
    @ValueSource(strings = {SURICATA, ECS, ECS_NETFLOW, OCSF, OCSF_OF_TOTALS, GOFLOW, NFDUMP, PMACCT, VPC, ARGUS})
    void record_isFoundToBeAFlow_byItself(String record) {
        Flow flow = flow(record);
        assertThat(flow.timestampMicros()).isEqualTo(1_767_315_845_000_000L);
        assertThat(flow.source().text()).isEqualTo("10.0.0.1");
        assertThat(flow.sourcePort()).isEqualTo(51_698);
        assertThat(flow.destination().text()).isEqualTo("192.0.2.9");
        assertThat(flow.destinationPort()).isEqualTo(445);
        assertThat(flow.protocol()).isEqualTo(Protocol.TCP);
        assertThat(flow.durationSeconds()).isBetween(2.0, 2.5);
        assertThat(flow.sourceBytes()).isEqualTo(600);
    }

    @ParameterizedTest
    @ValueSource(strings = {SURICATA, ECS, OCSF, ARGUS})
    void bothDirections_areCounted(String record) {
        assertThat(flow(record).destinationBytes()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {GOFLOW, NFDUMP, PMACCT, VPC, OCSF_OF_TOTALS, ECS_NETFLOW})
    void theOtherDirection_isAbsent_whereARecordHasOne_andIsWaitedFor(String record) {
        assertThat(flow(record).destinationBytes()).isEqualTo(Flow.ABSENT);
        String answered = record.replace("REJECT", "ACCEPT");
        assertThat(((Accepted) reader.read(bytes(answered))).oneWay()).isNotNull();
    }

    /** The fields that goflow2's own mapping file names, and their values as its renderers write them. */
    @ParameterizedTest
    @CsvSource({
        "7/3/2017 3:56, 1488858960",
        "07/03/2017 03:56:22 PM, 1488902182",
        "07/03/2017 12:00:00 am, 1488844800",
        "2017-03-07 15:56:22, 1488902182"
    })
    void cicFlowMeter_hasTheDayBeforeTheMonth(String time, long seconds) {
        String header = "Src IP,Dst IP,Protocol,Timestamp,Flow Duration";

        assertThat(reader.read(bytes("10.0.0.1,10.0.0.2,6," + time + ",1"), header))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted ->
                                assertThat(accepted.flow().timestampMicros()).isEqualTo(seconds * 1_000_000));
        assertThat(reader.read(bytes("10.0.0.1,10.0.0.2,6,03/13/2017 03:56:22 PM,1"), header))
                .isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<13>1 2026-01-02T01:04:05Z sensor suricata 7 - - ",
                "<141>Oct 11 22:14:15 sensor suricata[7]: ",
                "<13>Oct 11 22:14:15 sensor bro_conn: @cee:"
            })
    void json_isReadBehindTheHeaderOfSyslog(String before) {
        String json = "{\"ts\":1488902182.5,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.1\",\"id.orig_p\":1,\"id.resp_h\":"
                + "\"10.0.0.2\",\"id.resp_p\":80,\"proto\":\"tcp\",\"conn_state\":\"SF\"}";

        assertThat(reader.read(bytes(before + json))).isInstanceOf(Accepted.class);
        assertThat(reader.read(bytes(before))).isInstanceOf(Rejected.class);
        assertThat(reader.read(bytes(before + '{'))).isInstanceOf(Rejected.class);
    }

    @Test
    void silk_isReadAsItIsPrintedInColumns() {
        String header =
                "      sIP|       dIP|sPort|dPort|pro|   packets|     bytes|   flags|                  sTime| duration|";

        assertThat(reader.read(
                        bytes(
                                " 10.0.0.1|  10.0.0.2|63975|  443|  6|         8|       344|FS A    |2015/06/17T00:00:00.083|"
                                        + "    0.006|"),
                        header))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.flow().protocol()).isEqualTo(6));
    }

    @ParameterizedTest
    @CsvSource({"TCP,6", "IPv6-ICMP,58", "OSPF,89", "unassigned,255", "unknown,255"})
    void goflow2_withItsShippedMapping_isRead(String protocol, int number) {
        String record = """
                {"type":"IPFIX","time_received_ns":"2026-01-02T01:04:09.5Z","sequence_num":7,"sampling_rate":0,"flow_direction":0,\
                "sampler_address":"192.0.2.250","time_flow_start_ns":1767315845000000000,"time_flow_end_ns":1767315847500000000,\
                "bytes":600,"packets":5,"src_addr":"10.0.0.1","src_net":"10.0.0.0/24","dst_addr":"192.0.2.9","dst_net":"0.0.0.0/0",\
                "etype":"IPv4","proto":"%s","src_port":51698,"dst_port":445,"in_if":1,"out_if":2,"src_mac":"00:00:00:00:00:00",\
                "dst_mac":"00:00:00:00:00:00","icmp_name":"unknown","csum":0}""".formatted(protocol);
        Flow flow = flow(record);
        assertThat(flow.protocol()).isEqualTo(number);
        assertThat(flow.timestampMicros()).isEqualTo(1_767_315_845_000_000L);
        assertThat(flow.durationSeconds()).isEqualTo(2.5);
        assertThat(flow.sourceBytes()).isEqualTo(600);
        assertThat(((Accepted) reader.read(bytes(record))).oneWay()).isNotNull();
    }

    @Test
    void ocsfOfBothDirections_waitsForNothing() {
        assertThat(((Accepted) reader.read(bytes(OCSF))).oneWay()).isNull();
    }

    @Test
    void sampledCounts_areMultiplied() {
        assertThat(flow(GOFLOW).sourcePackets()).isEqualTo(10);
        assertThat(flow(ECS_NETFLOW).sourcePackets()).isEqualTo(10);
        assertThat(flow(GOFLOW.replace("\"bytes\":60", "\"bytes\":9223372036854775807"))
                        .sourceBytes())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void argus_tellingOfItself_isNoFlow() {
        ReadResult result = reader.read(
                bytes("1795692876.376799,1.037018,man,0,0,,189,1,STP,,,0,11458980,0"),
                "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,SrcBytes");
        assertThat(result).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectionReason.NOT_A_FLOW);
            assertThat(rejected.detail()).contains("Argus tells of itself");
        });
    }

    @Test
    void suricata_saysHowAConnectionWent() {
        assertThat(flow(SURICATA).state()).isEqualTo(ConnState.SF);
        assertThat(flow(SURICATA).sensorId()).isEqualTo("1374195536821504");
        assertThat(flow(SURICATA).service()).isEqualTo("smb");
        assertThat(flow(SURICATA.replace("ts\":\"1b", "ts\":\"02").replace("tc\":\"1b", "tc\":\"14"))
                        .state())
                .isEqualTo(ConnState.REJ);
    }

    @Test
    void suricata_insideAwsNetworkFirewall_isRead_andOtherEventsAreNamed() {
        assertThat(flow("{\"firewall_name\":\"f\",\"event_timestamp\":\"1767315849\",\"event\":" + SURICATA + "}"))
                .isEqualTo(flow(SURICATA));
        assertRejected(
                SURICATA.replace("\"event_type\":\"flow\"", "\"event_type\":\"alert\""),
                RejectionReason.NOT_A_FLOW,
                "type alert");
    }

    @Test
    void ocsf_ofAnotherClass_andEcsWithoutCounts_areNamed() {
        assertRejected(OCSF.replace("4001", "2004"), RejectionReason.NOT_A_FLOW, "class 2004");
        assertRejected(
                "{\"ecs\":{\"version\":\"8\"},\"event\":{\"dataset\":\"zeek.dns\"},\"source\":{\"ip\":\"a\"}}",
                RejectionReason.NOT_A_FLOW,
                "zeek.dns");
    }

    @Test
    void vpc_withAHeader_hasAnyOrder_andTheEndsOfThePacket() {
        ReadResult result = reader.read(
                bytes("ACCEPT 600 192.0.2.77 192.0.2.9 10.0.0.1 - 6 51698 445 1767315845 OK"),
                "action bytes dstaddr pkt-dstaddr srcaddr pkt-srcaddr protocol srcport dstport start log-status");
        assertThat(result).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.flow().destination().text()).isEqualTo("192.0.2.9");
            assertThat(accepted.flow().source().text()).isEqualTo("10.0.0.1");
        });
        assertThat(flow(VPC).state()).isEqualTo(ConnState.REJ);
        assertRejected(
                "2 123456789010 eni-1235b8ca - - - - - - - 1431280876 1431280934 - NODATA",
                RejectionReason.NOT_A_FLOW,
                "no data");
    }

    @Test
    void silk_betweenBars_isRead() {
        ReadResult result = reader.read(
                bytes("       10.0.0.1|  192.0.2.9|51698|  445|  6|    5|  600|2026/01/02T01:04:05.000|  2.500|"),
                "            sIP|        dIP|sPort|dPort|pro|packets|bytes|sTime|duration|"
                        .replace("|pro|", "|protocol|"));
        assertThat(result).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.flow().timestampMicros()).isEqualTo(1_767_315_845_000_000L);
            assertThat(accepted.flow().durationSeconds()).isEqualTo(2.5);
        });
    }

    @Test
    void nfdump_inCsv_isRead() {
        String header = "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out";
        String row =
                "2026-01-02 01:04:05,2026-01-02 01:04:07,2.500,10.0.0.1,192.0.2.9,51698,445,TCP,...AP.SF,0,0,5,600,0,0,0,0";
        assertThat(reader.read(bytes(row), header))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.flow().sourceBytes()).isEqualTo(600));
    }

    @ParameterizedTest
    @CsvSource({"BENIGN,BENIGN", "Portscan,MALICIOUS", "DoS Hulk - Attempted,", "NeedManualLabel,", "Normal,BENIGN"})
    void cicFlowMeter_namesAttacks(String word, Verdict verdict) {
        String header = "id,Flow ID,Src IP,Src Port,Dst IP,Dst Port,Protocol,Timestamp,Flow Duration,Total Fwd Packet,"
                + "Total Bwd packets,Total Length of Fwd Packet,Total Length of Bwd Packet,Label";
        String row = "7,a-b,10.0.0.1,51698,192.0.2.9,445,6,2026-01-02 01:04:05.000000,2500000,5,4,600,500," + word;
        assertThat(reader.read(bytes(row), header)).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.flow().durationSeconds()).isEqualTo(2.5);
            assertThat(accepted.flow().sensorId()).isNull();
            assertThat(accepted.flow().destinationPackets()).isEqualTo(4);
            assertThat(accepted.label().verdict().orElse(null)).isEqualTo(verdict);
            assertThat(accepted.label().category()).isEqualTo(word);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "flow=From-Botnet-V42-TCP-Attempt,MALICIOUS",
        "flow=To-Normal-V42-UDP,BENIGN",
        "flow=Background-UDP-Attempt,",
        "flow=Background,"
    })
    void argus_namesBotnets(String word, Verdict verdict) {
        Label label = ((Accepted) reader.read(bytes(ARGUS + word))).label();
        assertThat(label.verdict().orElse(null)).isEqualTo(verdict);
        assertThat(label.category()).isEqualTo(word.substring(5));
    }

    @Test
    void argus_turnsAFlowThatRunsBackwards() {
        Flow flow = flow(ARGUS.replace("   ->", "   <-"));
        assertThat(flow.source().text()).isEqualTo("192.0.2.9");
        assertThat(flow.destinationBytes()).isEqualTo(600);
    }

    @ParameterizedTest
    @CsvSource({
        "arp,255,arp",
        "lldp,255,lldp",
        "802.1X,255,802.1x",
        "rtp,17,rtp",
        "llc,255,llc",
        "IPv6-ICMP,58,",
        "unknown_transport,255,",
        "sctp,132,",
        "any-new-thing_2,255,any-new-thing_2",
        "6.0,6,",
        "0,0,",
        "255,255,"
    })
    void protocol_ofAnyName_isTaken(String word, int number, String service) {
        Flow flow = flow("{\"ts\":1,\"src_ip\":\"a\",\"dst_ip\":\"b\",\"proto\":\"" + word + "\"}");
        assertThat(flow.protocol()).isEqualTo(number);
        assertThat(flow.service()).isEqualTo(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "-5", "6.5", "tcp<script>", "12345678901234567890123456789012345"})
    void protocol_thatCanBeNone_isRefused(String word) {
        assertRejected(
                "{\"ts\":1,\"src_ip\":\"a\",\"dst_ip\":\"b\",\"proto\":\"" + word + "\"}",
                RejectionReason.INVALID_FIELD,
                "proto must");
    }

    @Test
    void plainRecord_isOfTheTimeItArrived() {
        byte[] record = bytes(
                "{\"source_ip\":\"10.0.0.1\",\"destination_ip\":\"192.0.2.9\",\"protocol\":\"TCP\",\"data_volume\":1024}");
        assertThat(reader.read(record, null, 1_500)).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.flow().timestampMicros()).isEqualTo(1_500_000);
            assertThat(accepted.flow().sourceBytes()).isEqualTo(1024);
        });
        assertThat(reader.read(record))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.MISSING_FIELD));
        assertThat(reader.read(record, null, Long.MAX_VALUE)).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Source_IP,Destination_IP,Protocol,Data_Volume,Source_Port,Destination_Port,Timestamp",
                "srcip;dstip;proto;sbytes;sport;dsport;stime",
                "IPV4_SRC_ADDR|IPV4_DST_ADDR|PROTOCOL|IN_BYTES|L4_SRC_PORT|L4_DST_PORT|FIRST_SWITCHED"
            })
    void header_hasTheNamesThatPeopleUse(String header) {
        char separator = header.contains(",") ? ',' : header.contains(";") ? ';' : '|';
        byte[] row = bytes("10.0.0.1,192.0.2.9,tcp,600,51698,445,1767315845000".replace(',', separator));
        assertThat(reader.read(row, header)).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.flow().timestampMicros()).isEqualTo(1_767_315_845_000_000L);
            assertThat(accepted.flow().sourceBytes()).isEqualTo(600);
            assertThat(accepted.flow().destinationPort()).isEqualTo(445);
        });
    }

    private Flow flow(String record) {
        ReadResult result = reader.read(bytes(record));
        assertThat(result).isInstanceOf(Accepted.class);
        return ((Accepted) result).flow();
    }

    private void assertRejected(String record, RejectionReason reason, String detail) {
        assertThat(reader.read(bytes(record))).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.detail()).contains(detail);
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
