package io.stockrule.language.coverage;

import io.stockrule.language.Decides;
import io.stockrule.language.Expectation;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.ListingFacts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Holds the lines of a profile against its sides, and looks for an example of each side that is left.
final class CoverageFound {
    private final Profile profile;
    private final Decides decides;
    private final ExampleSearch search;
    private final List<Expectation.Step> steps;
    private final Set<Profile> shown = new HashSet<>();
    private final List<Tried> tried = new ArrayList<>();
    private final List<Coverage.OutOfReach> outOfReach = new ArrayList<>();
    private final List<Coverage.Undecided> undecided = new ArrayList<>();

    /// A side that some stock shows.
    ///
    /// @param variation the one by which it is covered
    /// @param example facts of a line that would cover it; empty where one does
    private record Tried(Side side, Variation variation, Optional<ListingFacts> example) {
        boolean isCovered() {
            return example.isEmpty();
        }
    }

    CoverageFound(Profile profile, KnownNames known, Decides decides) {
        this.profile = profile;
        this.decides = decides;
        this.search = new ExampleSearch(profile, new SayableFacts(profile, known));
        this.steps = profile.expectations().stream().flatMap(Expectation::steps).toList();
    }

    Coverage of(List<Side> sides) {
        sides.forEach(this::tryOut);
        var examples = examples();
        return new Coverage(
                count(
                        tried.stream()
                                .map(each -> each.side().span())
                                .distinct()
                                .count(),
                        ofCovered().map(each -> each.side().span()).distinct().count()),
                count(tried.size(), ofCovered().count()),
                profile.expectations().size(),
                tried.stream()
                        .filter(each -> !each.isCovered())
                        .map(each -> missing(each, examples))
                        .toList(),
                outOfReach,
                undecided,
                examples.stream().map(this::line).toList());
    }

    private Stream<Tried> ofCovered() {
        return tried.stream().filter(Tried::isCovered);
    }

    private static Coverage.Count count(long all, long covered) {
        return new Coverage.Count((int) covered, (int) all);
    }

    /// By the first of its variations that a line or any stock shows.
    private void tryOut(Side side) {
        for (var variation : side.variations()) {
            if (tryOut(side, variation)) {
                tellWhatStandsFor(side, variation);
                return;
            }
        }
        if (!side.onlyWhereItMatters()) {
            outOfReach.add(outOfReach(side, side.variations().getLast()));
        }
    }

    private void tellWhatStandsFor(Side side, Variation variation) {
        var first = side.variations().getFirst();
        if (!first.equals(variation)) {
            outOfReach.add(outOfReach(side, first));
        }
    }

    private static Coverage.OutOfReach outOfReach(Side side, Variation variation) {
        return new Coverage.OutOfReach(side.span(), side.missing(), variation.how());
    }

    /// False where no stock shows it; another side may already stand for it.
    private boolean tryOut(Side side, Variation variation) {
        if (shown.contains(variation.other())) {
            return true;
        }
        if (steps.stream().anyMatch(step -> isTold(variation, step))) {
            add(new Tried(side, variation, Optional.empty()));
            return true;
        }
        var found = search.find(variation);
        found.facts().ifPresent(facts -> add(new Tried(side, variation, Optional.of(facts))));
        if (found.facts().isEmpty() && !found.complete() && !side.onlyWhereItMatters()) {
            undecided.add(new Coverage.Undecided(side.span(), side.missing()));
        }
        return found.facts().isPresent() || !found.complete();
    }

    /// Whether the line would fail in this step after it; what files make of that is not known.
    private boolean isTold(Variation variation, Expectation.Step step) {
        return variation.shows(profile, step.facts())
                && (profile.includesRules()
                        || !step.expected().isMetBy(Interpreter.outcome(variation.other(), step.facts())));
    }

    private void add(Tried side) {
        tried.add(side);
        shown.add(side.variation().other());
    }

    /// The fewest of those found that cover all that is missing.
    private List<ListingFacts> examples() {
        var facts = new LinkedHashSet<ListingFacts>();
        tried.forEach(each -> each.example().ifPresent(facts::add));
        var all = List.copyOf(facts);
        return FewestLines.of(all.stream().map(this::covered).toList()).stream()
                .map(all::get)
                .toList();
    }

    private BitSet covered(ListingFacts facts) {
        var covered = new BitSet();
        IntStream.range(0, tried.size())
                .filter(i ->
                        !tried.get(i).isCovered() && tried.get(i).variation().shows(profile, facts))
                .forEach(covered::set);
        return covered;
    }

    private Coverage.Missing missing(Tried side, List<ListingFacts> examples) {
        var example = examples.stream()
                .filter(facts -> side.variation().shows(profile, facts))
                .findFirst()
                .orElseThrow();
        return new Coverage.Missing(side.side().span(), side.side().missing(), line(example));
    }

    private String line(ListingFacts facts) {
        var outcome = profile.includesRules()
                ? decides.decide(profile, facts).outcome()
                : Interpreter.outcome(profile, facts);
        return new ExampleLine(profile).written(facts, outcome);
    }
}
