package dev.weir.desk;

import java.sql.SQLException;

/** The file of the desk cannot be read or written; the message says why. Its content can always be rebuilt. */
public final class DeskException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeskException(SQLException cause) {
        super("the desk's file failed: " + cause.getMessage(), cause);
    }
}
