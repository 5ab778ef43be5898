package io.stockrule.database;

/// Ends processes that a test started, without giving them a chance to prepare.
public final class Kill {
    private Kill() {}

    public static void kill(long processId) {
        ProcessHandle.of(processId).orElseThrow().destroyForcibly();
    }
}
