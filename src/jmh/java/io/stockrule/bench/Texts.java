package io.stockrule.bench;

/// Profiles that differ from each other in their exceptions, so that each needs a rule base of its own.
final class Texts {
    private static final int MOST = 1_000_000;

    private Texts() {}

    static String of(int exceptions, int edition) {
        var text = new StringBuilder("""
                use warehouses "Berlin", "Hamburg", "Wien"
                keep 2 in reserve
                quantity not more than 20
                expect stock unknown holds
                """);
        for (int i = 0; i < exceptions; i++) {
            text.append("when %s is %s %d then %s\n"
                    .formatted(
                            i % 2 == 0 ? "available" : "listed",
                            i % 3 == 0 ? "below" : "above",
                            (edition * 7 + i) % MOST,
                            i % 5 == 0 ? "stop" : "list at most " + (i + 1)));
        }
        return text.toString();
    }
}
