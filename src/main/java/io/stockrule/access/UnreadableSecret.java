package io.stockrule.access;

/// A secret in the database that does not decrypt: it was encrypted with another key set, for another purpose, or was
/// changed. The message names what it is and whose, and not what it holds.
public final class UnreadableSecret extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableSecret(String message, Throwable cause) {
        super(message, cause);
    }
}
