package io.stockrule.delivery.wish;

import java.util.Optional;

/// What a number is a consequence of, as far as it concerns more numbers than one.
///
/// @param profile whose `version` it is; empty for other kinds
/// @param rules id of the rule files, in the table `decision_rules`; empty for other kinds
public record Cause(Kind kind, Optional<Long> profile, Optional<Integer> version, Optional<Long> rules) {
    public enum Kind {
        /// The listing's own stock, or that of all; or a date that its profile names.
        STOCK,
        /// Nothing was decided of the listing before.
        LINK,
        /// Another version of the profile than before, or another profile.
        PROFILE,
        /// Other rule files than before.
        RULES,
        /// An override of the listing was set, changed or removed, or has come to its end.
        OVERRIDE
    }

    public static final Cause STOCK = new Cause(Kind.STOCK, Optional.empty(), Optional.empty(), Optional.empty());
    public static final Cause LINK = new Cause(Kind.LINK, Optional.empty(), Optional.empty(), Optional.empty());

    public static final Cause OVERRIDE = new Cause(Kind.OVERRIDE, Optional.empty(), Optional.empty(), Optional.empty());

    public static Cause profile(long profileId, int version) {
        return new Cause(Kind.PROFILE, Optional.of(profileId), Optional.of(version), Optional.empty());
    }

    public static Cause rules(long rulesId) {
        return new Cause(Kind.RULES, Optional.empty(), Optional.empty(), Optional.of(rulesId));
    }

    /// As it is kept: `PROFILE 12 7`.
    public String text() {
        return switch (kind) {
            case STOCK, LINK, OVERRIDE -> kind.name();
            case PROFILE -> "%s %d %d".formatted(kind, profile.orElseThrow(), version.orElseThrow());
            case RULES -> "%s %d".formatted(kind, rules.orElseThrow());
        };
    }

    /// @param text as [#text] makes it; what only a later version knows, which may run beside this one, is stock
    public static Cause of(String text) {
        var words = text.split(" ");
        return switch (words[0]) {
            case "LINK" -> LINK;
            case "PROFILE" -> profile(Long.parseLong(words[1]), Integer.parseInt(words[2]));
            case "RULES" -> rules(Long.parseLong(words[1]));
            case "OVERRIDE" -> OVERRIDE;
            default -> STOCK;
        };
    }
}
