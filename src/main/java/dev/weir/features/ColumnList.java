package dev.weir.features;

import java.util.ArrayList;
import java.util.List;

/** Collects columns while the groups that fill them are built; each group keeps the positions it was given. */
final class ColumnList {
    private final List<FeatureSchema.Column> columns = new ArrayList<>();

    int numeric(String name, String description) {
        return add(new FeatureSchema.Column(name, FeatureSchema.Kind.NUMERIC, description));
    }

    int logit(String name, String description) {
        return add(new FeatureSchema.Column(name, FeatureSchema.Kind.LOGIT, description));
    }

    int category(String name, String description) {
        return add(new FeatureSchema.Column(name, FeatureSchema.Kind.CATEGORY, description));
    }

    FeatureSchema schema() {
        return new FeatureSchema(columns);
    }

    private int add(FeatureSchema.Column column) {
        columns.add(column);
        return columns.size() - 1;
    }
}
