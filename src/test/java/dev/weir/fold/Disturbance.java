package dev.weir.fold;

import java.util.Random;

/** Ends folds in the ways that they end, and takes them up again. */
final class Disturbance {
    private static final FoldSettings SETTINGS = new FoldSettings(4, 5);

    private Disturbance() {}

    /** A crash or an orderly end, with or without damage to what was saved. */
    static ModelFold disturb(ModelFold fold, MapArchive archive, ListLog log, Random random) {
        if (random.nextBoolean()) {
            fold.close();
        } else {
            archive.crash(fold);
        }
        if (random.nextInt(3) == 0) {
            archive.damageLive();
        }
        while (random.nextBoolean() && !archive.checkpoints().isEmpty()) {
            archive.damageCheckpoint(
                    random.nextBoolean()
                            ? archive.checkpoints().firstKey()
                            : archive.checkpoints().lastKey());
        }
        return open(archive, log);
    }

    static ModelFold open(MapArchive archive, ListLog log) {
        return new ModelFold(archive, log, SETTINGS, FoldListener.NONE);
    }
}
