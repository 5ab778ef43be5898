package io.stockrule.language.drawing;

import static java.util.Comparator.comparingLong;

import io.stockrule.language.Decides;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.proof.BreakPoints;
import io.stockrule.language.proof.Effort;
import io.stockrule.language.proof.HeldSample;
import io.stockrule.language.proof.KnownWarehouses;
import io.stockrule.language.proof.ListingCase;
import io.stockrule.language.proof.ListingCases;
import io.stockrule.language.proof.StockLine;
import io.stockrule.language.proof.StockLines;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Goes along the lines of two profiles, for each listing that one of them tells apart, and notes where they part.
final class ProfileComparison {
    private static final int MOST_ROWS = 20;
    private static final int MOST_POINTS = 100_000;

    /// Decisions with included rules take longer.
    private static final int MOST_TRIED = 5_000;

    private final Profile before;
    private final Profile after;
    private final SequencedSet<String> rows = new LinkedHashSet<>();
    private final Decides decides;
    private final Effort effort;
    private final RelationFound relation;
    private boolean complete = true;

    /// Listings for which each of the profiles has the same statements.
    ///
    /// @param before what the first profile says of them, and `after` the second
    private record Group(
            Profile before,
            Profile after,
            KnownWarehouses warehouses,
            StockLines linesBefore,
            StockLines linesAfter,
            List<ListingCase> listings) {
        /// One for each sample of what counts for neither or for one alone.
        static List<Group> of(List<ListingCase> listings) {
            var before = listings.getFirst().profile();
            var after = listings.getFirst().other().orElseThrow();
            var warehouses = KnownWarehouses.of(List.of(before, after));
            return HeldSample.telling(List.of(before, after)).stream()
                    .map(held -> of(before, after, warehouses.with(held), listings))
                    .toList();
        }

        private static Group of(Profile before, Profile after, KnownWarehouses warehouses, List<ListingCase> listings) {
            return new Group(
                    before,
                    after,
                    warehouses,
                    new StockLines(before, warehouses, 1),
                    new StockLines(after, warehouses, 1),
                    listings);
        }

        boolean complete() {
            return linesBefore.complete() && linesAfter.complete();
        }
    }

    /// @param decides for profiles that include rules
    /// @param relation is told of all that is found
    ProfileComparison(Profile before, Profile after, Decides decides, RelationFound relation) {
        this.before = before;
        this.after = after;
        this.decides = decides;
        this.relation = relation;
        this.effort = new Effort(includesRules() ? MOST_TRIED : MOST_POINTS, Integer.MAX_VALUE);
    }

    /// @param cases of both profiles
    List<String> rows(ListingCases.Found cases) {
        for (var alike : cases.byProfile()) {
            if (hasSeenEnough() || effort.isSpent()) {
                break; // that the effort was not enough is asked below
            }
            var groups = Group.of(alike.cases());
            complete &= groups.size() == 1;
            for (var group : groups) {
                group.listings().forEach(listing -> compare(group, listing));
                complete &= group.complete();
                effort.takeForLines(
                        group.linesBefore().made() + group.linesAfter().made());
            }
        }
        if (rows.size() == MOST_ROWS) {
            rows.add("and more");
        }
        complete &= !includesRules() && cases.complete() && effort.wasEnough();
        return List.copyOf(rows);
    }

    private boolean includesRules() {
        return before.includesRules() || after.includesRules();
    }

    boolean complete() {
        return complete;
    }

    private void compare(Group group, ListingCase listing) {
        var lines = new LinkedHashSet<StockLine>(group.linesBefore().of(part(listing, false)));
        group.linesAfter().of(part(listing, true)).stream()
                .filter(line -> !group.linesBefore().has(line))
                .forEach(lines::add);
        lines.stream()
                .sorted(comparingLong((StockLine line) -> line.others().size())
                        .thenComparingLong(line -> line.others().known()))
                .forEach(line -> compare(group, listing, line));
    }

    /// The exceptions of one of the profiles, with its own numbers.
    private List<ListingCase.Exception> part(ListingCase listing, boolean second) {
        int first = before.exceptions().size();
        return listing.exceptions().stream()
                .filter(each -> each.index() >= first == second)
                .map(each -> new ListingCase.Exception(second ? each.index() - first : each.index(), each.condition()))
                .toList();
    }

    private void compare(Group group, ListingCase listing, StockLine line) {
        if (hasSeenEnough() || effort.isSpent()) {
            return;
        }
        var levels = new TreeSet<Long>();
        int filling = group.warehouses().names().indexOf(line.filling());
        add(levels, group.before(), group.linesBefore().line(line.others(), filling).stream(), part(listing, false));
        add(levels, group.after(), group.linesAfter().line(line.others(), filling).stream(), part(listing, true));
        var known = new HashMap<Long, LevelOutcomes>();
        LongFunction<LevelOutcomes> decided =
                level -> known.computeIfAbsent(level, it -> decided(group, listing, line, it));
        if (group.before().includesRules()) {
            addTried(levels, level -> decided.apply(level).before());
        }
        if (group.after().includesRules()) {
            addTried(levels, level -> decided.apply(level).after());
        }
        long[] points = effort.some(levels.stream().mapToLong(Long::longValue).toArray(), 1);
        var stretches = Stretches.of(group.before(), group.after(), line, points, decided, effort);
        relation.add(
                listing.number(),
                stretches.differentPieces(),
                decided,
                it -> line.levels(it.level()).size(),
                it -> told(group, listing, line, it));
        stretches.joined().forEach(stretch -> tell(group, listing, line, stretch));
    }

    private boolean hasSeenEnough() {
        return rows.size() == MOST_ROWS && relation.isComplete();
    }

    private static void add(
            TreeSet<Long> levels, Profile profile, Stream<StockLine> line, List<ListingCase.Exception> exceptions) {
        line.forEach(each ->
                LongStream.of(new BreakPoints(profile, exceptions).along(each)).forEach(levels::add));
    }

    private static void addTried(TreeSet<Long> levels, LongFunction<Outcome> outcomes) {
        long[] named = levels.stream().mapToLong(Long::longValue).toArray();
        LongStream.of(TriedLevels.of(outcomes, named)).forEach(levels::add);
    }

    private LevelOutcomes decided(Group group, ListingCase listing, StockLine line, long level) {
        var facts = listing.example().facts(group.warehouses().stock(line.levels(level)), 1);
        return new LevelOutcomes(level, List.of(outcome(before, facts, decides), outcome(after, facts, decides)));
    }

    /// All holds are the same.
    static Outcome outcome(Profile profile, ListingFacts facts, Decides decides) {
        var outcome = profile.includesRules()
                ? decides.decide(profile, facts).outcome()
                : Interpreter.outcome(profile, facts);
        return outcome instanceof Outcome.Holds ? new Outcome.Holds("hold") : outcome;
    }

    private void tell(Group group, ListingCase listing, StockLine line, Stretches.Stretch stretch) {
        if (rows.size() < MOST_ROWS) {
            var first = stretch.levels().first();
            var last = stretch.levels().last();
            rows.add("%s%s: %s -> %s%s"
                    .formatted(
                            range(group, line, first.level(), last.level()),
                            stretch.all() ? "" : ", some of them",
                            shown(first.before(), last.before()),
                            shown(first.after(), last.after()),
                            traits(group, listing, line, first)));
        }
    }

    private static String place(Group group, StockLine line) {
        boolean isOne = group.warehouses().count() == 1;
        var subject = isOne ? "available" : "in \"" + Diagnostic.shortened(line.filling()) + "\"";
        return line.filling().isEmpty() && !isOne ? "elsewhere" : subject;
    }

    private String told(Group group, ListingCase listing, StockLine line, LevelOutcomes decided) {
        return "%s %d: %s%s"
                .formatted(
                        place(group, line),
                        decided.level(),
                        shownBoth(decided.before(), decided.after()),
                        traits(group, listing, line, decided));
    }

    private static String range(Group group, StockLine line, long from, long to) {
        var place = place(group, line);
        if (line.isEnd(to)) {
            return line.isEnd(from) ? place + " any" : place + " " + from + " and more";
        }
        if (line.isEnd(from)) {
            return place + " up to " + to;
        }
        return place + " " + (from == to ? String.valueOf(from) : from + ".." + to);
    }

    private static String shown(Outcome first, Outcome last) {
        return first.equals(last) ? shown(first) : shown(first) + ".." + shown(last);
    }

    static String shownBoth(Outcome before, Outcome after) {
        return shown(before) + " -> " + shown(after);
    }

    private static String shown(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists lists -> String.valueOf(lists.quantity());
            case Outcome.Stops _ -> "stop";
            case Outcome.Holds _ -> "hold";
        };
    }

    /// No more of them than this difference depends on.
    private String traits(Group group, ListingCase listing, StockLine line, LevelOutcomes decided) {
        var warehouses = group.warehouses();
        var parts = new ArrayList<String>();
        if (line.others().known() > 0) {
            parts.add("with " + warehouses.described(line.others()));
        } else {
            parts.addAll(warehouses.held(line.others()));
        }
        parts.addAll(listing.example()
                .onlyWhatIsNeededFor(fewer -> {
                    var facts = fewer.facts(warehouses.stock(line.levels(decided.level())), 1);
                    return outcome(before, facts, decides).equals(decided.before())
                            && outcome(after, facts, decides).equals(decided.after());
                })
                .described());
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }
}
