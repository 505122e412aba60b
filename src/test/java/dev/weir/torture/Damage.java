package dev.weir.torture;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Does to the files of a store what a bad disk does. */
final class Damage {
    private static final int MOST_BYTES = 30;

    private Damage() {}

    /** Flips bytes in one file of the folder, or cuts it short; returns what was done. */
    static String of(Path folder, long luck) {
        Random random = new Random(luck);
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(Damage::isPartOfStore).sorted().toList();
            if (files.isEmpty()) {
                return "nothing, since nothing is there yet";
            }
            Path file = files.get(random.nextInt(files.size()));
            return (random.nextInt(4) == 0 ? cut(file, random) : flip(file, random)) + " of " + file.getFileName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPartOfStore(Path file) {
        try {
            return !file.getFileName().toString().startsWith("LOG") && Files.size(file) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cut(Path file, Random random) throws IOException {
        long size = Files.size(file);
        long cut = 1 + (long) (random.nextDouble() * size);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(Math.max(0, size - cut));
        }
        return "the last " + cut + " bytes";
    }

    private static String flip(Path file, Random random) throws IOException {
        int count = 1 + random.nextInt(MOST_BYTES);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < count; i++) {
                long at = (long) (random.nextDouble() * bytes.length());
                bytes.seek(at);
                int before = bytes.read();
                bytes.seek(at);
                bytes.write(before ^ (1 + random.nextInt(255)));
            }
        }
        return count + " bytes";
    }
}
