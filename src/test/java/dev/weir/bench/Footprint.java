package dev.weir.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What this process and its files take. */
final class Footprint {
    private Footprint() {}

    /** Processor time of this process so far. */
    static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Processor time of the threads that compile Java so far; 0 where the system does not tell. */
    static long compilerCpuNanos() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.mapToLong(Footprint::compilerCpuNanos).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long compilerCpuNanos(Path thread) {
        try {
            if (!Files.readString(thread.resolve("comm")).contains("CompilerThre")) {
                return 0;
            }
            // Nanoseconds on a processor, those of waiting for one, turns.
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
        } catch (IOException e) {
            // It has ended meanwhile.
            return 0;
        }
    }

    /** Live objects, after a collection of garbage. */
    static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Most resident memory so far. */
    static long peakResidentBytes() {
        return bytesOf("VmHWM:");
    }

    /** Resident memory. */
    static long residentBytes() {
        return bytesOf("VmRSS:");
    }

    private static long bytesOf(String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes on disk of the topics in a broker's folder, by name, all partitions together. */
    static Map<String, Long> topicBytes(Path brokerFolder) {
        Map<String, Long> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(brokerFolder)) {
            files.filter(file -> file.toString().endsWith(".log"))
                    .forEach(file -> bytes.merge(topic(file), sizeOf(file), Long::sum));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }

    private static String topic(Path segment) {
        String folder = segment.getName(segment.getNameCount() - 2).toString();
        return folder.replaceAll("-\\d+$", "");
    }

    /** Bytes of all files in a folder. */
    static long folderBytes(Path folder) {
        if (Files.notExists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(Footprint::sizeOf)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return -1;
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // RocksDB has just put it together with another.
            return 0;
        }
    }
}
