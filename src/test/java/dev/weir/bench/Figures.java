package dev.weir.bench;

import java.util.Map;
import java.util.TreeMap;

/** What a run measured, by name with the unit last. */
record Figures(Map<String, Double> values) {
    static final String FLOWS_PER_SECOND = "flows_per_second";
    static final String CPU_MICROS_PER_FLOW = "cpu_micros_per_flow";
    /** What of it compilers of Java took, which come to an end in a stream that runs for long. */
    static final String COMPILER_MICROS_PER_FLOW = "compiler_micros_per_flow";

    static final String HEAP_MEGABYTES = "heap_megabytes";
    static final String RESIDENT_MEGABYTES = "resident_megabytes";
    static final String LESSONS = "lessons";
    static final String FLOW_P50_MILLIS = "flow_p50_millis";
    static final String FLOW_P99_MILLIS = "flow_p99_millis";
    static final String VERDICT_P50_MILLIS = "verdict_p50_millis";
    static final String VERDICT_P99_MILLIS = "verdict_p99_millis";
    static final String ROLLBACK_MILLIS = "rollback_millis";
    /** Before the name of a topic, or {@code state}. */
    static final String DISK_BYTES_PER_FLOW = "disk_bytes_per_flow.";

    Figures {
        values = new TreeMap<>(values);
    }

    static Figures none() {
        return new Figures(Map.of());
    }

    void put(String name, double value) {
        values.put(name, value);
    }

    double get(String name) {
        return values.getOrDefault(name, Double.NaN);
    }
}
