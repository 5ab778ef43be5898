package io.stockrule.database;

/// The embedded database cannot do its work. The message says what to do about it, to the person who starts the
/// service.
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
