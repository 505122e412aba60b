package dev.weir.response.openc2;

/** Refuses text that is no command or response of OpenC2; the message says where. */
public final class OpenC2Exception extends Exception {
    private static final long serialVersionUID = 1;

    OpenC2Exception(String message) {
        super(message);
    }

    OpenC2Exception(String message, Throwable cause) {
        super(message, cause);
    }
}
