package dev.weir.torture;

import dev.weir.cli.Weir;
import java.io.IOException;

/** {@code weir} as it is, but that it ends with the torture that started it. */
final class UpProcess {
    private UpProcess() {}

    public static void main(String[] arguments) {
        Thread watch = new Thread(UpProcess::endWithStdin, "torture-is-over");
        watch.setDaemon(true);
        watch.start();
        Weir.main(arguments);
    }

    private static void endWithStdin() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said on stdin.
            }
        } catch (IOException gone) {
            // Then so is who started this.
        }
        Runtime.getRuntime().halt(3);
    }
}
