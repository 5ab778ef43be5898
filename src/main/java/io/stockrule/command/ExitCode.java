package io.stockrule.command;

/// How a command ended, for the script that called it.
final class ExitCode {
    static final int FINE = 0;
    /// Something in the given files is wrong, and it was said what.
    static final int REJECTED = 1;
    /// Wrong usage, or a file cannot be read or written.
    static final int UNUSABLE = 2;

    private ExitCode() {}
}
