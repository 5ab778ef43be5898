package io.stockrule.access;

/// The key set that encrypts secrets cannot be used, or is not the one that the secrets in the database were encrypted
/// with. The message says what to do, to the person who starts the service.
public final class InvalidKeySet extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidKeySet(String message) {
        super(message);
    }

    InvalidKeySet(String message, Throwable cause) {
        super(message, cause);
    }
}
