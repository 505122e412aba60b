package dev.weir.features;

/** Which columns the anomaly detector watches, and how finely. */
final class RarityColumns {
    private static final String[] LOG_SCALED = {
        "flow.duration",
        "flow.source_bytes",
        "flow.destination_bytes",
        "src.count.60s",
        "src.new_peers.60s",
        "src.new_ports.60s",
        "dst.count.60s",
        "dst.new_peers.60s",
        "pair.count.1h"
    };
    private static final String[] RATIOS = {
        "src.contact_failure_ratio.60s", "dst.contact_failure_ratio.60s", "pair.failure_ratio.1h"
    };
    private static final String[] NAMES = {"flow.exact_port", "flow.state"};
    private static final double BINS_PER_LOG = 2;
    private static final double BINS_PER_RATIO = 10;

    private RarityColumns() {}

    static RarityDetector detector(FeatureSchema schema, int memoryFlows) {
        int[] columns = new int[LOG_SCALED.length + RATIOS.length + NAMES.length];
        double[] binsPerUnit = new double[columns.length];
        int size = 0;
        for (String name : LOG_SCALED) {
            columns[size] = schema.position(name);
            binsPerUnit[size++] = BINS_PER_LOG;
        }
        for (String name : RATIOS) {
            columns[size] = schema.position(name);
            binsPerUnit[size++] = BINS_PER_RATIO;
        }
        for (String name : NAMES) {
            columns[size++] = schema.position(name);
        }
        return new RarityDetector(columns, binsPerUnit, memoryFlows);
    }
}
