package dev.weir.sharing.output;

import dev.weir.sharing.sink.HttpKind;

/**
 * Where alerts and responses are passed on to, beside Weir's own topics, and in which language.
 *
 * @param format the language
 * @param topic Kafka topic; empty for none
 * @param file file with a message a line; empty for none
 * @param fileSizeMb from which size on a new file is begun, megabytes
 * @param filesKept full files that are kept
 * @param http URL that messages are posted to; empty for none
 * @param httpKind what the URL takes
 * @param index where {@link HttpKind#BULK} writes to
 * @param authorizationFile file with the value of the header Authorization; empty for none
 * @param responses whether responses are passed on too
 * @param taxii URL of a collection of a TAXII 2.1 server that confirmed indicators are added to; empty for none
 * @param taxiiAuthorizationFile file with the value of the header Authorization there; empty for none
 * @param organisation in whose name indicators are told to others, 1 to 200 characters; their ids follow from it
 */
public record OutputSettings(
        OutputFormat format,
        String topic,
        String file,
        int fileSizeMb,
        int filesKept,
        String http,
        HttpKind httpKind,
        String index,
        String authorizationFile,
        boolean responses,
        String taxii,
        String taxiiAuthorizationFile,
        String organisation) {
    private static final int LONGEST_ORGANISATION = 200;
    private static final int MOST_MEGABYTES = 100_000;
    private static final int MOST_FILES = 1_000;

    /** In Weir's own name. */
    public OutputSettings(
            OutputFormat format,
            String topic,
            String file,
            int fileSizeMb,
            int filesKept,
            String http,
            HttpKind httpKind,
            String index,
            String authorizationFile,
            boolean responses) {
        this(
                format,
                topic,
                file,
                fileSizeMb,
                filesKept,
                http,
                httpKind,
                index,
                authorizationFile,
                responses,
                "",
                "",
                "Weir");
    }

    /** @throws IllegalArgumentException if a number is out of range, or the URL is none */
    public OutputSettings {
        if (fileSizeMb < 1 || fileSizeMb > MOST_MEGABYTES) {
            throw new IllegalArgumentException("file-size-mb must be 1 to " + MOST_MEGABYTES + ", got " + fileSizeMb);
        }
        if (filesKept < 0 || filesKept > MOST_FILES) {
            throw new IllegalArgumentException("files-kept must be 0 to " + MOST_FILES + ", got " + filesKept);
        }
        if (!http.isEmpty() && !http.matches("https?://\\S+")) {
            throw new IllegalArgumentException("http must be a URL of http or https, or empty");
        }
        if (!taxii.isEmpty() && !taxii.matches("https?://\\S+")) {
            throw new IllegalArgumentException("taxii must be a URL of http or https, or empty");
        }
        if (!topic.isEmpty() && !topic.matches("[A-Za-z0-9._-]{1,249}")) {
            throw new IllegalArgumentException("topic must be the name of a Kafka topic, or empty");
        }
        if (index.isBlank()) {
            throw new IllegalArgumentException("index must not be empty");
        }
        if (organisation.isBlank() || organisation.length() > LONGEST_ORGANISATION) {
            throw new IllegalArgumentException("organisation must be 1 to " + LONGEST_ORGANISATION + " characters");
        }
    }

    public static OutputSettings defaults() {
        return new OutputSettings(OutputFormat.ECS, "", "", 100, 5, "", HttpKind.BULK, "weir-alerts", "", true);
    }

    /** Whether anything is passed on. */
    public boolean isOn() {
        return !topic.isEmpty() || !file.isEmpty() || !http.isEmpty();
    }

    /** @throws IllegalStateException if lines of text are to go where only JSON is taken */
    public OutputSettings checked() {
        if (!http.isEmpty() && httpKind == HttpKind.BULK && !format.isJson()) {
            throw new IllegalStateException(
                    "output.http-kind bulk takes JSON alone: set output.format to ecs, ocsf or native");
        }
        return this;
    }
}
