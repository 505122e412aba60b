package dev.weir.stream.store;

import dev.weir.checkpoint.StoreDamage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.TaskId;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores of the stream on disk, one folder for each task. All that is in them is on topics of Kafka too, and is read again
 * from there where a folder is missing. So one with a damaged store is deleted before the stream starts: Kafka Streams itself would
 * fail over it at each start.
 */
public final class StreamStores {
    private static final Logger LOG = LoggerFactory.getLogger(StreamStores.class);
    /** Left in the folder of a task by a process that met the damage only while it ran. */
    private static final String MARK = "DAMAGED";

    /** Where Kafka Streams keeps how far a store has read its topic. */
    private static final String OFFSETS = "offsets";

    private final Path folder;

    /**
     * @param directory of the detector
     * @param application id of the stream
     */
    public StreamStores(Path directory, String application) {
        folder = directory.resolve("state").resolve(application);
    }

    /** Deletes the tasks that have a damaged store. To be called while nothing runs on them. */
    public void deleteDamaged() {
        try {
            for (Path task : folders(folder)) {
                Optional<String> damage = damageOf(task);
                if (damage.isPresent()) {
                    delete(task);
                    LOG.warn("{} was damaged ({}): it is read again from Kafka", task, damage.get());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the stores in " + folder + " cannot be looked through (" + e
                            + "): check rights and disk; if they are damaged, delete the folder, all in it is read again from"
                            + " Kafka",
                    e);
        }
    }

    /** So that the next start deletes the task, if damage of its store is what lies behind a failure. */
    public void mark(TaskId task) {
        mark(folder.resolve(task.toString()));
    }

    private static void mark(Path task) {
        try {
            Files.createFile(task.resolve(MARK));
        } catch (IOException e) {
            LOG.debug("{} cannot be marked as damaged, it is gone or marked already", task, e);
        }
    }

    /** Marks all tasks, where a failure does not say which is damaged. */
    public void markAll() {
        try {
            for (Path task : folders(folder)) {
                mark(task);
            }
        } catch (IOException e) {
            LOG.warn("the tasks in {} cannot be marked as damaged; delete the folder", folder, e);
        }
    }

    private static Optional<String> damageOf(Path task) throws IOException {
        if (Files.exists(task.resolve(MARK))) {
            return Optional.of("found damaged while it ran");
        }
        for (Path store : folders(task.resolve("rocksdb"))) {
            Optional<String> damage = damageOfStore(store);
            if (damage.isPresent()) {
                return damage;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> damageOfStore(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            if (files.findAny().isEmpty()) {
                return Optional.empty();
            }
        }
        try {
            return open(store) ? Optional.empty() : Optional.of("its list of files is gone");
        } catch (RocksDBException e) {
            if (StoreDamage.isOne(e)) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            throw new IOException(store + ": " + e.getMessage(), e);
        }
    }

    /**
     * Opens it to read only, as far as finding all its files whole at their ends, and reads what Kafka Streams reads at once: the
     * little that stands beside the values.
     *
     * @return false if it knows of nothing in it
     */
    private static boolean open(Path store) throws RocksDBException {
        RocksDB.loadLibrary();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (Options none = new Options();
                DBOptions options = new DBOptions()) {
            List<ColumnFamilyDescriptor> families = RocksDB.listColumnFamilies(none, store.toString()).stream()
                    .map(ColumnFamilyDescriptor::new)
                    .toList();
            if (families.isEmpty()) {
                return false;
            }
            try (RocksDB database = RocksDB.openReadOnly(options, store.toString(), families, handles)) {
                for (ColumnFamilyHandle handle : handles) {
                    if (new String(handle.getName(), StandardCharsets.UTF_8).equals(OFFSETS)) {
                        readAll(database, handle);
                    }
                }
            } finally {
                handles.forEach(ColumnFamilyHandle::close);
            }
            return true;
        }
    }

    private static void readAll(RocksDB database, ColumnFamilyHandle family) throws RocksDBException {
        try (RocksIterator iterator = database.newIterator(family)) {
            iterator.seekToFirst();
            while (iterator.isValid()) {
                iterator.next();
            }
            iterator.status();
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (Files.notExists(parent)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(parent)) {
            return found.filter(Files::isDirectory).toList();
        }
    }

    private static void delete(Path task) throws IOException {
        List<Path> parts;
        try (Stream<Path> found = Files.walk(task)) {
            parts = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path part : parts) {
            Files.delete(part);
        }
    }
}
