package dev.weir.modelfile;

/** A model file that cannot be used here. The message says what is wrong with it and what to do. */
public final class ModelFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public ModelFileException(String message) {
        super(message);
    }

    public ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
