package io.stockrule.language.drawing;

import io.stockrule.language.Action;
import io.stockrule.language.Branch;
import io.stockrule.language.Decides;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.meaning.OneListing;
import io.stockrule.language.proof.IdleExceptions;
import io.stockrule.language.proof.ListingCase;
import io.stockrule.language.proof.ListingCases;
import io.stockrule.language.proof.ListingTraits;
import io.stockrule.stock.ListingFacts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.function.Predicate;

/// Where two profiles differ whatever the stock, or while it is unknown: handling time, what is counted, included
/// rules.
final class WithoutStock {
    private final Profile before;
    private final Profile after;
    private final Decides decides;
    private final SequencedSet<String> rows = new LinkedHashSet<>();
    private final List<Unknown> unknown = new ArrayList<>();

    /// What both make of stock that is not known, where they differ in it.
    private record Unknown(LevelOutcomes outcomes, String told) {}

    WithoutStock(Profile before, Profile after, Decides decides) {
        this.before = before;
        this.after = after;
        this.decides = decides;
    }

    /// @param cases of both profiles
    List<String> rows(ListingCases.Found cases) {
        cases.byProfile().forEach(alike -> compare(alike.cases().getFirst()));
        unknown.forEach(each -> rows.add(each.told()));
        return List.copyOf(rows);
    }

    void addTo(RelationFound relation) {
        unknown.forEach(each -> relation.addUnknown(each.outcomes(), each.told()));
    }

    private void compare(ListingCase listing) {
        var one = listing.profile();
        var other = listing.other().orElseThrow();
        if (!one.handlingDays().equals(other.handlingDays())) {
            rows.add("handling time: %s -> %s%s"
                    .formatted(
                            days(one.handlingDays()),
                            days(other.handlingDays()),
                            traits(
                                    listing,
                                    fewer -> of(before, fewer).handlingDays().equals(one.handlingDays())
                                            && of(after, fewer).handlingDays().equals(other.handlingDays()))));
        }
        if (!byExceptions(one).equals(byExceptions(other))) {
            rows.add("handling time by exceptions: %s -> %s%s"
                    .formatted(
                            told(one),
                            told(other),
                            traits(
                                    listing,
                                    fewer -> byExceptions(of(before, fewer)).equals(byExceptions(one))
                                            && byExceptions(of(after, fewer)).equals(byExceptions(other)))));
        }
        if (one.counting() != other.counting()) {
            rows.add("counted: %s -> %s%s"
                    .formatted(
                            one.counting().written(),
                            other.counting().written(),
                            traits(
                                    listing,
                                    fewer -> of(before, fewer).counting() == one.counting()
                                            && of(after, fewer).counting() == other.counting())));
        }
        if (!one.includes().equals(other.includes())) {
            rows.add("included rules: %s -> %s%s"
                    .formatted(
                            one.includes(),
                            other.includes(),
                            traits(
                                    listing,
                                    fewer -> of(before, fewer).includes().equals(one.includes())
                                            && of(after, fewer).includes().equals(other.includes()))));
        }
        compareUnknown(listing);
    }

    /// Up to the last one that says a handling time, as those before it may keep it from acting.
    private static List<ProfileException> byExceptions(Profile profile) {
        int last = profile.exceptions().size();
        while (last > 0 && profile.exceptions().get(last - 1).handlingDays().isEmpty()) {
            last--;
        }
        return profile.exceptions().stream()
                .limit(last)
                .map(it -> it.meaning().with(new Branch(new Action.Leave(), it.handlingDays())))
                .toList();
    }

    private static String told(Profile profile) {
        var all = profile.exceptions().stream()
                .filter(it -> it.handlingDays().isPresent())
                .map(ProfileException::text)
                .toList();
        return all.isEmpty() ? "none" : String.join("; ", all);
    }

    private static Profile of(Profile profile, ListingTraits traits) {
        return OneListing.profile(profile, facts(traits));
    }

    private void compareUnknown(ListingCase listing) {
        var outcomes = outcomes(listing.example());
        if (!IdleExceptions.alike(outcomes.before(), outcomes.after())) {
            var told = "stock unknown: " + ProfileComparison.shownBoth(outcomes.before(), outcomes.after())
                    + traits(listing, fewer -> outcomes(fewer).outcomes().equals(outcomes.outcomes()));
            unknown.add(new Unknown(outcomes, told));
        }
    }

    private LevelOutcomes outcomes(ListingTraits traits) {
        return new LevelOutcomes(
                0,
                List.of(
                        ProfileComparison.outcome(before, facts(traits), decides),
                        ProfileComparison.outcome(after, facts(traits), decides)));
    }

    private static ListingFacts facts(ListingTraits traits) {
        return traits.facts(List.of(), 1);
    }

    /// No more of them than the difference depends on.
    private static String traits(ListingCase listing, Predicate<ListingTraits> differs) {
        var parts = listing.example().onlyWhatIsNeededFor(differs).described();
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private static String days(OptionalInt days) {
        return days.isPresent() ? days.getAsInt() + " days" : "not set";
    }
}
