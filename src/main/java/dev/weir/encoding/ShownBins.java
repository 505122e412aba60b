package dev.weir.encoding;

import dev.weir.features.FeatureSchema;
import java.util.Set;

/** Says what a packed flow shows in each column, as one of some ninety bins, so that they can be counted. Thread-safe. */
public final class ShownBins {
    /** How many bins a column has at most. */
    public static final int COUNT = Bins.COUNT;

    private static final Set<String> GROWING = Set.of("src.flows", "dst.flows");

    private final FeatureEncoder encoder;
    private final FeatureSchema schema;

    /** @param encoder that has packed the flows */
    public ShownBins(FeatureEncoder encoder) {
        this.encoder = encoder;
        this.schema = encoder.schema();
    }

    public int columns() {
        return schema.size();
    }

    /**
     * Writes the bin of each column. Categories have bins too, which some of them share.
     *
     * @param flow of this encoder
     * @throws IllegalArgumentException if it is none
     */
    public void write(PackedFlow flow, byte[] bins) {
        if (!flow.encoding().equals(encoder.fingerprint())) {
            throw new IllegalArgumentException("bins of another encoding than " + encoder.fingerprint());
        }
        PackedColumns columns = PackedColumns.forReading(flow);
        for (int column = 0; column < bins.length; column++) {
            bins[column] = (byte)
                    switch (schema.column(column).kind()) {
                        case NUMERIC -> columns.takeBin();
                        case LOGIT -> Bins.of(columns.takeNumber());
                        case CATEGORY ->
                            columns.takeIsPresent() ? 1 + Math.floorMod(columns.category(), COUNT - 1) : Bins.ABSENT;
                    };
        }
        columns.requireEnd();
    }

    /** Whether the values of a column grow for as long as a host is known, whatever it does. */
    public boolean growsWithAge(int column) {
        return GROWING.contains(schema.column(column).name());
    }

    /** A bin of a column in words, such as {@code src.failure_ratio.60s in [0.5,0.75)}. */
    public String name(int column, int bin) {
        String name = schema.column(column).name();
        boolean isCategory = schema.column(column).kind() == FeatureSchema.Kind.CATEGORY;
        return isCategory && bin != Bins.ABSENT ? name + " another than before" : name + " " + Bins.name(bin);
    }
}
