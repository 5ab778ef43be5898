package io.stockrule.language.coverage;

import io.stockrule.language.Expectation;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileText;
import io.stockrule.language.drawing.Difference;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.proof.KnownWarehouses;
import io.stockrule.rules.GeneratedProfiles;
import io.stockrule.stock.ListingFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Spoils profiles and looks whether their lines notice, those that are written included. What decides the same for
/// all facts that a line can say is no mutant; who decides that is the comparison of profiles, not coverage.
final class MutantHunt {
    private static final int TRIED_FACTS = 3_000;

    /// Comparing profiles of more warehouses takes seconds each.
    private static final int MOST_COMPARED = 2;

    /// The level from which on a difference is, at the beginning of its row.
    private static final Pattern FROM = Pattern.compile("^(?:available|elsewhere|in \".*?\") ([0-9]+)");

    private final List<ListingFacts> anyFacts;
    private final List<String> survivors = new ArrayList<>();
    private int killed;
    private int equivalent;
    private int undecided;

    MutantHunt(long seed) {
        var profiles = new GeneratedProfiles(seed);
        anyFacts = Stream.generate(profiles::profile)
                .flatMap(each -> each.expectations().stream())
                .map(Expectation::facts)
                .limit(TRIED_FACTS)
                .toList();
    }

    void hunt(String text) {
        var profile = ProfileText.read(text);
        var coverage = Coverage.of(text, profile, KnownNames.ANY, Interpreter::decide);
        var lines = ProfileText.read(text + "\n" + String.join("\n", coverage.examples()))
                .expectations();
        for (var mutant : ProfileMutants.of(profile)) {
            if (notices(lines, mutant.profile())) {
                killed++;
            } else {
                judge(text, profile, mutant);
            }
        }
    }

    private static boolean notices(List<Expectation> lines, Profile mutant) {
        return lines.stream()
                .flatMap(Expectation::steps)
                .anyMatch(step -> !step.expected().isMetBy(Interpreter.outcome(mutant, step.facts())));
    }

    private void judge(String text, Profile profile, ProfileMutants.Mutant mutant) {
        var variation = new Variation("", mutant.profile());
        if (anyFacts.stream().anyMatch(facts -> variation.shows(profile, facts))) {
            survivors.add(mutant.what() + " of\n" + text + "some facts");
        } else if (KnownWarehouses.of(List.of(profile, mutant.profile())).count() > MOST_COMPARED) {
            undecided++;
        } else {
            compare(text, profile, mutant);
        }
    }

    private void compare(String text, Profile profile, ProfileMutants.Mutant mutant) {
        var difference = Difference.of(profile, mutant.profile());
        var rows = difference.rows().stream().filter(MutantHunt::canBeTold).toList();
        if (!rows.isEmpty()) {
            survivors.add(mutant.what() + " of\n" + text + rows.getFirst());
        } else if (difference.complete()) {
            equivalent++;
        } else {
            undecided++;
        }
    }

    /// No line can tell a stop from a 0 that it expects, or say more than a million, or a handling time.
    private static boolean canBeTold(String row) {
        var level = FROM.matcher(row);
        return !row.startsWith("handling time")
                && !row.matches(".*: 0 -> stop( [(].*)?")
                && !row.contains("with 2000000 ")
                && !(level.find() && Long.parseLong(level.group(1)) > LinesTried.MOST_UNITS);
    }

    /// Of those that decide otherwise for some facts, the part that the lines notice.
    double rate() {
        return (double) killed / (killed + survivors.size());
    }

    List<String> survivors() {
        return survivors;
    }

    @Override
    public String toString() {
        return "%d of %d mutants noticed, %.2f %%; %d more decide the same, of %d nobody knows"
                .formatted(killed, killed + survivors.size(), 100 * rate(), equivalent, undecided);
    }
}
