package dev.weir.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/** A process that holds a store open until it is ended. */
final class StoreHolder {
    private StoreHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (CheckpointStore store = new CheckpointStore(Path.of(arguments[0]), CheckpointSettings.defaults())) {
            store.list();
            System.out.println("open");
            System.in.read();
        }
    }
}
