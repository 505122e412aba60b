package dev.weir.cli.teach;

import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackBody;
import dev.weir.ingest.text.Fields;
import dev.weir.service.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file of verdicts: the header {@code flow_id,verdict} and optionally {@code category,analyst,comment}, in any
 * order; fields may be quoted, and an empty one is absent. Any bad line refuses the whole file, so that a file sent again
 * after mending does not leave the user to wonder which half was learned.
 */
final class LabelFile {
    private static final Set<String> COLUMNS = Set.of("flow_id", "verdict", "category", "analyst", "comment");
    private static final int MAX_REPORTED = 5;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Path path;
    private final String analyst;
    private final List<Feedback> feedback = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int badLines;

    private LabelFile(Path path, String analyst) {
        this.path = path;
        this.analyst = analyst;
    }

    /**
     * All verdicts of the file, in order.
     *
     * @param analyst who says so where the file does not
     * @throws CommandException if the file cannot be read or any line is wrong; the message has the first few line numbers
     */
    static List<Feedback> read(Path path, String analyst) {
        LabelFile file = new LabelFile(path, analyst);
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            file.readAll(lines);
        } catch (NoSuchFileException e) {
            throw new CommandException("there is no file " + path, e);
        } catch (CharacterCodingException e) {
            throw new CommandException(path + " is not UTF-8 text; nothing was sent", e);
        } catch (IOException e) {
            throw new CommandException(path + " cannot be read: " + e.getMessage(), e);
        }
        return file.feedback;
    }

    private void readAll(BufferedReader lines) throws IOException {
        List<String> header = header(lines.readLine());
        long number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                read(header, line, number);
            }
        }
        if (badLines > 0) {
            throw new CommandException(path + ": " + String.join("; ", problems)
                    + (badLines > problems.size() ? "; and " + (badLines - problems.size()) + " more" : "")
                    + "; nothing was sent");
        }
        if (feedback.isEmpty()) {
            throw new CommandException(path + " has no verdicts; nothing was sent");
        }
    }

    private List<String> header(@Nullable String line) {
        try {
            String text = line == null ? "" : line;
            List<String> header = split(text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text);
            header.replaceAll(String::strip);
            if (header.contains("flow_id")
                    && header.contains("verdict")
                    && COLUMNS.containsAll(header)
                    && Set.copyOf(header).size() == header.size()) {
                return header;
            }
        } catch (IllegalArgumentException e) {
            // No header either way.
        }
        throw new CommandException(path + " line 1 must be the header flow_id,verdict and, if wanted, category, analyst"
                + " and comment; nothing was sent");
    }

    private void read(List<String> header, String line, long number) {
        try {
            feedback.add(feedback(header, split(line)));
        } catch (IllegalArgumentException e) {
            badLines++;
            if (problems.size() < MAX_REPORTED) {
                problems.add("line " + number + ": " + e.getMessage());
            }
        }
    }

    private Feedback feedback(List<String> header, List<String> fields) {
        if (fields.size() != header.size()) {
            throw new IllegalArgumentException("has " + fields.size() + " fields, the header has " + header.size());
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            String value = fields.get(i).strip();
            if (!value.isEmpty()) {
                values.put(header.get(i), value);
            }
        }
        return new FeedbackBody(
                        values.get("flow_id"),
                        values.get("verdict"),
                        values.get("category"),
                        values.getOrDefault("analyst", analyst),
                        values.get("comment"))
                .toFeedback();
    }

    private static List<String> split(String line) {
        Fields fields = new Fields();
        if (!fields.splitQuoted(line.toCharArray(), 0, line.length(), ',')) {
            throw new IllegalArgumentException(
                    "a quoted field does not end on its line, or goes on after its closing quote");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
            texts.add(fields.text(i));
        }
        return texts;
    }
}
