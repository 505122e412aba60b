package dev.weir.alert;

import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What flows of one story have in common. Usually it is the source and what it asks for; a scan of many ports has only the source
 * in common, a flood from many sources only its destination and what it asks for.
 *
 * @param form which of these
 * @param host the host in common
 * @param what service, or protocol and port; empty if the flows differ in it
 */
record StoryKey(Form form, String host, String what) {
    enum Form {
        SAME_KIND('k'),
        MANY_PORTS('p'),
        MANY_SOURCES('s');

        private final char letter;

        Form(char letter) {
            this.letter = letter;
        }
    }

    /** A character that no host has. */
    private static final char SEPARATOR = ' ';

    static StoryKey sameKind(Flow flow) {
        return new StoryKey(Form.SAME_KIND, flow.source().text(), what(flow));
    }

    static StoryKey manyPorts(String source) {
        return new StoryKey(Form.MANY_PORTS, source, "");
    }

    static StoryKey manySources(String destination, String what) {
        return new StoryKey(Form.MANY_SOURCES, destination, what);
    }

    /** A number that flows of the same source and kind share; made for every flow, so without making text. */
    static long number(Flow flow) {
        String service = flow.service();
        int what = service == null ? (flow.protocol() << 16) ^ flow.destinationPort() : service.hashCode();
        return ((long) flow.source().text().hashCode() << 32) ^ what;
    }

    private static String what(Flow flow) {
        String service = flow.service();
        if (service != null) {
            return service;
        }
        String protocol = Protocol.name(flow.protocol());
        return flow.destinationPort() == Flow.ABSENT ? protocol : protocol + "/" + flow.destinationPort();
    }

    /** Written out, as {@link #equals} is: what Java makes for a record is interpreted where it is asked seldom, at many times the cost. */
    @Override
    public int hashCode() {
        return 31 * (31 * form.letter + host.hashCode()) + what.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoryKey key && form == key.form && host.equals(key.host) && what.equals(key.what);
    }

    /** For people. */
    String kind() {
        return switch (form) {
            case SAME_KIND -> what;
            case MANY_PORTS -> "many ports";
            case MANY_SOURCES -> "many sources, " + what;
        };
    }

    /** As one text, to be kept under. */
    String text() {
        return "" + form.letter + host + SEPARATOR + what;
    }

    /** @throws IllegalArgumentException if {@link #text} has not written this */
    static StoryKey of(String text) {
        int end = text.indexOf(SEPARATOR);
        for (Form form : Form.values()) {
            if (end > 0 && text.charAt(0) == form.letter) {
                return new StoryKey(form, text.substring(1, end), text.substring(end + 1));
            }
        }
        throw new IllegalArgumentException("the key of a kept alert has " + text.length() + " characters and no form");
    }
}
