package dev.weir.bench;

import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The formats of collectors, as wide as they write them: what a reader takes depends on all that it has to pass over too. Public, since JMH
 * makes classes elsewhere that take one.
 */
public enum WrittenAs {
    ZEEK_TSV(
            "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes"
                    + "\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts"
                    + "\tresp_ip_bytes\ttunnel_parents",
            "$s\t$id\t$src\t$sport\t$dst\t$dport\t$proto\t-\t$dur\t$sb\t$db\tSF\t-\t-\t0\tShADadFf\t$sp\t$sb\t$dp\t$db\t-"),
    SURICATA(null, """
            {"timestamp":"$end+0000","flow_id":$nr,"in_iface":"eth0","event_type":"flow","src_ip":"$src","src_port":$sport,\
            "dest_ip":"$dst","dest_port":$dport,"proto":"$PROTO","app_proto":"tls","flow":{"pkts_toserver":$sp,\
            "pkts_toclient":$dp,"bytes_toserver":$sb,"bytes_toclient":$db,"start":"$start+0000","end":"$end+0000","age":2,\
            "state":"closed","reason":"timeout","alerted":false},"tcp":{"tcp_flags":"1b","tcp_flags_ts":"1b","tcp_flags_tc":"1b",\
            "syn":true,"fin":true,"psh":true,"ack":true,"state":"closed"}}"""),
    ECS(null, """
            {"@timestamp":"$endZ","agent":{"ephemeral_id":"005dde79-7459-4b47-ae00-972086b4f5db","id":"f923dfe0-3acb","name":"probe",\
            "type":"packetbeat","version":"8.6.2"},"data_stream":{"dataset":"network_traffic.flow","namespace":"ep","type":"logs"},\
            "destination":{"bytes":$db,"ip":"$dst","packets":$dp,"port":$dport},"ecs":{"version":"8.11.0"},"event":{\
            "action":"network_flow","category":["network"],"dataset":"network_traffic.flow","duration":$ns,"end":"$endZ",\
            "ingested":"$endZ","kind":"event","start":"$startZ","type":["connection","end"]},"flow":{"final":true,"id":"$id"},\
            "host":{"architecture":"x86_64","containerized":false,"hostname":"probe","id":"f91b175388d443fc","ip":["172.19.0.7"],\
            "mac":["02-42-AC-13-00-07"],"name":"probe","os":{"codename":"focal","family":"debian","kernel":"5.15.49","name":"Ubuntu",\
            "platform":"ubuntu","type":"linux","version":"20.04"}},"network":{"bytes":$all,"packets":$packets,"transport":"$proto",\
            "type":"ipv4"},"source":{"bytes":$sb,"ip":"$src","packets":$sp,"port":$sport},"type":"flow"}"""),
    OCSF(null, """
            {"activity_id":6,"category_uid":4,"class_uid":4001,"severity_id":1,"type_uid":400106,"time":$ms,"start_time":$ms,\
            "end_time":$ends,"metadata":{"product":{"name":"Zeek","vendor_name":"Zeek"},"version":"1.4.0","uid":"$id"},\
            "src_endpoint":{"ip":"$src","port":$sport},"dst_endpoint":{"ip":"$dst","port":$dport},"connection_info":{\
            "protocol_num":$p,"protocol_name":"$proto","direction_id":0},"traffic":{"bytes_in":$db,"bytes_out":$sb,\
            "packets_in":$dp,"packets_out":$sp},"status_code":"SF"}"""),
    GOFLOW2(null, """
            {"type":"NETFLOW_V9","time_received_ns":$ends000000,"sequence_num":178,"sampling_rate":0,"sampler_address":"192.0.2.250",\
            "time_flow_start_ns":$ms000000,"time_flow_end_ns":$ends000000,"bytes":$sb,"packets":$sp,"src_addr":"$src",\
            "src_net":"0.0.0.0/0","dst_addr":"$dst","dst_net":"0.0.0.0/0","etype":"IPv4","proto":"$PROTO","src_port":$sport,\
            "dst_port":$dport,"in_if":1,"out_if":2,"src_mac":"00:00:00:00:00:00","dst_mac":"00:00:00:00:00:00","tcp_flags":27,\
            "ip_tos":0,"forwarding_status":0,"src_as":0,"dst_as":0}"""),
    PMACCT(null, """
            {"event_type":"purge","peer_ip_src":"192.0.2.250","iface_in":995,"iface_out":841,"ip_src":"$src","net_src":"0.0.0.0",\
            "ip_dst":"$dst","net_dst":"0.0.0.0","mask_src":0,"mask_dst":0,"port_src":$sport,"port_dst":$dport,"tcp_flags":["ACK"],\
            "ip_proto":"$proto","tos":0,"timestamp_start":"$s","timestamp_end":"$s","packets":$sp,"flows":null,"bytes":$sb,\
            "writer_id":"nfacctd"}"""),
    NFDUMP_JSON(null, """
            {"type":"FLOW","sampled":0,"export_sysid":1,"first":"$start","last":"$end","received":"$end","in_packets":$sp,\
            "in_bytes":$sb,"proto":$p,"tcp_flags":"...AP.SF","src_port":$sport,"dst_port":$dport,"fwd_status":0,"src_tos":0,\
            "src4_addr":"$src","dst4_addr":"$dst","input_snmp":1,"output_snmp":2,"label":"<none>"}"""),
    NFDUMP_CSV(
            "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out",
            "$start,$end,$dur,$src,$dst,$sport,$dport,$PROTO,...AP.SF,0,0,$sp,$sb,0,0,1,2"),
    CICFLOWMETER(
            "id,Flow ID,Src IP,Src Port,Dst IP,Dst Port,Protocol,Timestamp,Flow Duration,Total Fwd Packet,Total Bwd packets,"
                    + "Total Length of Fwd Packet,Total Length of Bwd Packet"
                    + IntStream.range(0, 76).mapToObj(i -> ",Statistic " + i).collect(Collectors.joining())
                    + ",Label",
            "$nr,$src-$dst-$sport-$dport-$p,$src,$sport,$dst,$dport,$p,$start,$us,$sp,$dp,$sb,$db"
                    + ",8163.265306".repeat(76)
                    + ",BENIGN"),
    ARGUS(
            "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,SrcBytes,Label",
            "$start,$dur,$proto,$src,$sport,   ->,$dst,$dport,FSPA_FSPA,0,0,$packets,$all,$sb,"),
    VPC(null, "2 123456789010 eni-1235b8ca45 $src $dst $sport $dport $p $sp $sb $sec $sec ACCEPT OK"),
    SILK(
            "sIP|dIP|sPort|dPort|protocol|packets|bytes|flags|sTime|duration|eTime|sensor",
            "           $src|       $dst|$sport|$dport|  $p|   $sp|   $sb| FS PA  |$start|  $dur|$end|S1");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /** Of two that begin alike, the longer one first. */
    private static final Pattern FIELD =
            Pattern.compile("\\$(src|sport|start|sec|sp|sb|s|dst|dport|dur|dp|db|id|nr|ms|ends"
                    + "|end|ns|us|proto|PROTO|packets|p|all)");

    private final @Nullable String layout;
    private final String template;

    WrittenAs(@Nullable String layout, String template) {
        this.layout = layout;
        this.template = template;
    }

    /** The header that such records come under; null if they come under none. */
    @Nullable
    String layout() {
        return layout;
    }

    /** The record of a flow, with zeros where the flow has no number. */
    byte[] record(Flow flow, int number) {
        return FIELD.matcher(template)
                .replaceAll(field -> Matcher.quoteReplacement(value(field.group(1), flow, number)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String value(String field, Flow flow, int number) {
        long micros = Math.round(Math.max(0, flow.durationSeconds()) * 1_000_000);
        long startMillis = flow.timestampMicros() / 1_000;
        long endMillis = startMillis + micros / 1_000;
        return switch (field) {
            case "src" -> flow.source().text();
            case "dst" -> flow.destination().text();
            case "sport" -> count(flow.sourcePort());
            case "dport" -> count(flow.destinationPort());
            case "start" -> TIME.format(Instant.ofEpochMilli(startMillis));
            case "end" -> TIME.format(Instant.ofEpochMilli(endMillis));
            case "ms" -> count(startMillis);
            case "ends" -> count(endMillis);
            case "sec" -> count(startMillis / 1_000);
            case "s" -> count(startMillis / 1_000) + ".250000";
            case "dur" -> String.format(Locale.ROOT, "%.6f", micros / 1e6);
            case "us" -> count(micros);
            case "ns" -> count(1_000 * micros);
            case "id" -> "CHhAvVGS1DHFjwGM" + number;
            case "nr" -> count(1_374_195_536_821_504L + number);
            case "proto" -> Protocol.name(flow.protocol());
            case "PROTO" -> Protocol.name(flow.protocol()).toUpperCase(Locale.ROOT);
            case "p" -> count(flow.protocol());
            case "sp" -> count(flow.sourcePackets());
            case "dp" -> count(flow.destinationPackets());
            case "sb" -> count(flow.sourceBytes());
            case "db" -> count(flow.destinationBytes());
            case "packets" -> count(Math.max(0, flow.sourcePackets()) + Math.max(0, flow.destinationPackets()));
            case "all" -> count(Math.max(0, flow.sourceBytes()) + Math.max(0, flow.destinationBytes()));
            default -> throw new IllegalArgumentException(field);
        };
    }

    private static String count(long number) {
        return Long.toString(Math.max(0, number));
    }
}
