package io.stockrule.language.learning;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.check.Checker;
import io.stockrule.language.learning.Situations.Situation;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.writing.ProfileWriter;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A profile that reads as it is written, weighed by what it really decides.
///
/// @param unexplained pairs of all
/// @param length of the description of all pairs
record Proposal(Profile profile, String text, long unexplained, long length) {
    static final Comparator<Proposal> BEST_FIRST = Comparator.comparingLong(Proposal::length)
            .thenComparingInt(Proposal::statements)
            .thenComparingInt(Proposal::words)
            .thenComparing(it -> it.text().contains(" then add ") || it.text().contains(" then subtract "))
            .thenComparing(Proposal::text);

    /// @return nothing if the text would not be accepted, such as one with a name that has a line break
    static Optional<Proposal> of(Profile profile, Situations situations) {
        var text = ProfileWriter.write(profile);
        return switch (Checker.check(text, KnownNames.ANY.withMarketplaces())) {
            case Checked.Accepted accepted ->
                Optional.of(of(
                        accepted.profile(),
                        text,
                        unexplained(accepted.profile(), situations),
                        Weighing.of(situations.pairs())));
            case Checked.Rejected _ -> Optional.empty();
        };
    }

    private static long unexplained(Profile profile, Situations situations) {
        return situations.all().stream()
                .filter(each -> !explains(profile, each))
                .mapToLong(each -> each.pairs().size())
                .sum();
    }

    static boolean explains(Profile profile, Situation situation) {
        return listed(profile, situation.facts()).equals(situation.listed());
    }

    /// What is sent; empty for a hold.
    static OptionalInt listed(Profile profile, ListingFacts facts) {
        return new Decision(Interpreter.outcome(profile, facts), OptionalInt.empty(), List.of()).quantity();
    }

    private static Proposal of(Profile profile, String text, long unexplained, Weighing weighing) {
        var proposal = new Proposal(profile, text, unexplained, 0);
        int cap = profile.mode() instanceof QuantityMode.NotMoreThan ? 1 : 0;
        return new Proposal(profile, text, unexplained, weighing.length(unexplained, proposal.statements() - 1 + cap));
    }

    /// All but the name.
    int statements() {
        return (int) text.lines().count() - 1;
    }

    int words() {
        return text.split("\\s+").length;
    }

    /// The text whatever its numbers.
    String shape() {
        return text.replaceAll("[0-9]+", "0");
    }

    boolean isAsGoodAs(Proposal other) {
        return unexplained == other.unexplained && statements() == other.statements() && words() == other.words();
    }
}
