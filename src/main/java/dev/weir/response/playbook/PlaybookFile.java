package dev.weir.response.playbook;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.weir.flow.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads a playbook, strictly: a condition that has no effect would be taken for one that has. */
public final class PlaybookFile {
    private PlaybookFile() {}

    /**
     * Reads a file, and those with protected networks that it names.
     *
     * @throws PlaybookException if one cannot be read, or says what cannot be
     */
    public static Playbook read(Path file) {
        try {
            return parse(Files.readString(file), file);
        } catch (IOException e) {
            throw new PlaybookException("the playbook " + file + " cannot be read: is it there, and text in UTF-8?", e);
        }
    }

    /**
     * A playbook as text.
     *
     * @param file named in errors; files that it names stand beside it
     * @throws PlaybookException if it says what cannot be
     */
    static Playbook parse(String text, Path file) {
        try {
            PlaybookShape shape = PlaybookText.YAML.readValue(text, PlaybookShape.class);
            if (shape == null) {
                throw new PlaybookException(file + " is empty; a playbook needs rules");
            }
            return new PlaybookBuilder(file).build(shape);
        } catch (UnrecognizedPropertyException e) {
            List<String> known =
                    e.getKnownPropertyIds().stream().map(String::valueOf).toList();
            throw new PlaybookException("unknown key " + place(e) + " in " + file + ": did you mean "
                    + Spelling.nearest(e.getPropertyName(), known) + "?");
        } catch (InvalidFormatException e) {
            throw new PlaybookException(
                    place(e) + " in " + file + " must be " + expected(e.getTargetType()) + ", got "
                            + PlaybookText.shown(String.valueOf(e.getValue())),
                    e);
        } catch (JsonMappingException e) {
            throw new PlaybookException(place(e) + " in " + file + " is not of the form it should have" + line(e), e);
        } catch (JsonProcessingException e) {
            throw new PlaybookException(file + " is not valid YAML" + line(e) + "; each key may stand once", e);
        }
    }

    private static String line(JsonProcessingException e) {
        JsonLocation where = e.getLocation();
        return where == null ? "" : ": look at line " + where.getLineNr();
    }

    /** Such as {@code rules[2].when.score}, counted from 1. */
    private static String place(JsonMappingException e) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference part : e.getPath()) {
            if (part.getFieldName() == null) {
                place.append('[').append(part.getIndex() + 1).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(part.getFieldName());
            }
        }
        return place.isEmpty() ? "the playbook" : PlaybookText.shown(place.toString());
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        return type == Long.class ? "a whole number" : type == Double.class ? "a number" : "text";
    }
}
