package dev.weir.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.stream.DetectorSettings;
import java.nio.file.Path;

/** A detector in a process of its own, to be killed: says so when it runs, and runs until stdin ends. */
final class DetectorMain {
    private DetectorMain() {}

    public static void main(String[] arguments) throws Exception {
        DetectorSettings settings = TestDetector.settings(arguments[0], Path.of(arguments[1]), arguments[2]);
        try (RunningDetector process = RunningDetector.start(settings)) {
            System.out.write((process.state() + "\n").getBytes(UTF_8));
            System.out.flush();
            while (System.in.read() >= 0) {
                // Nothing is said on stdin; its end means that the test is gone.
            }
        }
    }
}
