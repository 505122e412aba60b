package dev.weir.response.executor;

/** What an executor talks to does not do what it is told; the message says what it says. */
final class ExecutorException extends Exception {
    private static final long serialVersionUID = 1;

    ExecutorException(String message) {
        super(message);
    }

    ExecutorException(String message, Throwable cause) {
        super(message, cause);
    }
}
