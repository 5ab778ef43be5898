package io.stockrule.sync;

import io.stockrule.language.Profile;
import io.stockrule.language.meaning.FactsRead;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What is decided about a listing whose profile looks at metafields that its shop has not been asked for yet: nothing
/// is sent, as they would pass for empty, and a number could rise by that. Shops are read as soon as a profile looks at
/// others than before ([io.stockrule.stock.MetafieldsWanted]), and what is found has the listing decided again.
final class UnreadMetafields {
    private UnreadMetafields() {}

    static Set<String> lookedAtBy(Profile profile) {
        return FactsRead.by(profile).metafields();
    }

    /// @param known those that the shop has been asked for
    static Decision of(Set<String> lookedAt, Set<String> known) {
        var unread = new TreeSet<>(lookedAt);
        unread.removeAll(known);
        var names = unread.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
        return new Decision(
                new Outcome.Holds(
                        unread.size() == 1
                                ? "the metafield %s has not been read from Shopify yet".formatted(names)
                                : "the metafields %s have not been read from Shopify yet".formatted(names)),
                OptionalInt.empty(),
                List.of());
    }
}
