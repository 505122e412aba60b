package dev.weir.sharing.sink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file with a message on each line, for collectors that follow files. When it is full it becomes {@code FILE.1}, that {@code FILE.2}
 * and so on, and the last one goes. A batch is on the disk when it is delivered. After a crash the last line may be half a message,
 * and what follows it begins on a line of its own.
 */
public final class FileSink implements Sink {
    private final Path file;
    private final long mostBytes;
    private final int mostKept;
    private @Nullable FileChannel open;

    /**
     * @param mostBytes from which size on a new file is begun, 1 or more
     * @param mostKept full files that are kept, 0 or more
     */
    public FileSink(Path file, long mostBytes, int mostKept) {
        this.file = file;
        this.mostBytes = mostBytes;
        this.mostKept = mostKept;
    }

    @Override
    public String name() {
        return "file " + file;
    }

    @Override
    public int deliver(List<Message> batch) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Message message : batch) {
            lines.writeBytes(message.body());
            lines.write('\n');
        }
        try {
            write(ByteBuffer.wrap(lines.toByteArray()));
        } catch (IOException e) {
            close();
            throw e;
        }
        return 0;
    }

    private void write(ByteBuffer lines) throws IOException {
        FileChannel channel = open == null || !Files.exists(file) ? reopened() : open;
        if (channel.size() > 0 && channel.size() + lines.remaining() > mostBytes) {
            close();
            rotate();
            channel = reopened();
        }
        while (lines.hasRemaining()) {
            channel.write(lines);
        }
        channel.force(false);
    }

    /** Somebody else may have moved the file away. */
    private FileChannel reopened() throws IOException {
        close();
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        open = channel;
        ByteBuffer last = ByteBuffer.allocate(1);
        boolean isHalf = channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        channel.position(channel.size());
        if (isHalf) {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
        return channel;
    }

    private void rotate() throws IOException {
        if (mostKept == 0) {
            Files.deleteIfExists(file);
            return;
        }
        for (int number = mostKept - 1; number >= 1; number--) {
            if (Files.exists(numbered(number))) {
                Files.move(numbered(number), numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, numbered(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public void close() {
        FileChannel channel = open;
        open = null;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // What was to be kept was forced to the disk before.
            return;
        }
    }
}
