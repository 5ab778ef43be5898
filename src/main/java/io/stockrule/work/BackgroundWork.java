package io.stockrule.work;

/// What goes on beside the calls that the service answers, until it is told to end.
public interface BackgroundWork {
    /// Brings what is under way to its end and leaves nothing behind that the next start would have to wait for. Called
    /// once, beside the other work's stop ([ServiceStop]).
    void stop() throws InterruptedException;
}
