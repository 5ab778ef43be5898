package io.stockrule.rules.run;

/// A rule file that profiles include.
public sealed interface Included {
    /// Tells it from what would decide otherwise.
    String fingerprint();

    /// It runs.
    ///
    /// @param fingerprint of the file that it was made of
    record Ready(String fingerprint, RuleBase base, TimesOfDay times) implements Included {}

    /// It has a mistake and no earlier version without: profiles that include it hold.
    ///
    /// @param reason for merchants
    record Broken(String reason) implements Included {
        @Override
        public String fingerprint() {
            return "broken";
        }

        public static Broken named(String name) {
            return new Broken("the rule file \"" + name + "\" has a mistake");
        }
    }
}
