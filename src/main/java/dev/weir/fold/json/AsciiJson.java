package dev.weir.fold.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import org.jspecify.annotations.Nullable;

/**
 * JSON of visible ASCII and nothing else, whatever strangers put into its texts, so that it may stand on a terminal as
 * it is. The texts read back the same.
 */
public final class AsciiJson {
    private AsciiJson() {}

    /** A factory whose generators write so. */
    public static JsonFactory factory() {
        JsonFactory factory =
                JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        factory.setCharacterEscapes(new DeleteToo());
        return factory;
    }

    /** The one control character of ASCII that JSON need not escape. */
    private static final class DeleteToo extends CharacterEscapes {
        private static final long serialVersionUID = 1;
        private static final int DELETE = 0x7f;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] escapes = standardAsciiEscapesForJSON();
            escapes[DELETE] = ESCAPE_STANDARD;
            return escapes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null;
        }
    }
}
