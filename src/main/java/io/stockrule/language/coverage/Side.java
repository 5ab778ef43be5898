package io.stockrule.language.coverage;

import io.stockrule.language.Profile;
import io.stockrule.language.Span;
import java.util.List;
import java.util.stream.Stream;

/// Something of a profile that a line can try.
///
/// @param span of the statement that it is of
/// @param missing what to say where no line does, in the merchant's words
/// @param onlyWhereItMatters whether nobody asks for it where no stock shows it
/// @param variations a line covers the side if it shows the first of them that any stock shows
record Side(Span span, String missing, boolean onlyWhereItMatters, List<Variation> variations) {
    Side {
        variations = List.copyOf(variations);
    }

    static Side of(Span span, String missing, String how, Profile other) {
        return new Side(span, missing, false, List.of(new Variation(how, other)));
    }

    /// Whether the profile could say something else at all.
    boolean isOne() {
        return !variations.isEmpty();
    }

    /// The same, which goes without saying where no stock shows it.
    Side whereItMatters() {
        return new Side(span, missing, true, variations);
    }

    /// The same, with another change for where no stock shows the first.
    Side orElse(String how, Profile other) {
        return new Side(
                span,
                missing,
                onlyWhereItMatters,
                Stream.concat(variations.stream(), Stream.of(new Variation(how, other)))
                        .toList());
    }
}
