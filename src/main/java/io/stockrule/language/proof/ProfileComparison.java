package io.stockrule.language.proof;

import static java.util.Comparator.comparingLong;

import io.stockrule.language.Diagnostic;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Goes along the lines of two profiles, for each listing that one of them tells apart, and notes where they part.
final class ProfileComparison {
    private static final int MOST_ROWS = 20;
    private static final int MOST_POINTS = 100_000;

    private final Profile before;
    private final Profile after;
    private final KnownWarehouses warehouses;
    private final StockLines linesBefore;
    private final StockLines linesAfter;
    private final SequencedSet<String> rows = new LinkedHashSet<>();
    private final Effort effort = new Effort(MOST_POINTS, Integer.MAX_VALUE);
    private boolean complete;

    /// What both decide at one level; told are two that differ.
    private record Point(long level, Outcome before, Outcome after) {
        boolean isDifferent() {
            return !IdleExceptions.alike(before, after);
        }
    }

    ProfileComparison(Profile before, Profile after) {
        this.before = before;
        this.after = after;
        this.warehouses = KnownWarehouses.of(List.of(before, after));
        this.linesBefore = new StockLines(before, warehouses, 1);
        this.linesAfter = new StockLines(after, warehouses, 1);
    }

    List<String> rows() {
        var cases = ListingCases.ofBoth(before.exceptions(), after.exceptions());
        for (var listing : cases.cases()) {
            compare(listing);
        }
        if (rows.size() == MOST_ROWS) {
            rows.add("and more");
        }
        complete = cases.complete() && linesBefore.complete() && linesAfter.complete() && effort.wasEnough();
        return List.copyOf(rows);
    }

    boolean complete() {
        return complete;
    }

    private void compare(ListingCase listing) {
        var lines = new LinkedHashSet<StockLine>(linesBefore.of(part(listing, false)));
        linesAfter.of(part(listing, true)).stream()
                .filter(line -> !linesBefore.has(line))
                .forEach(lines::add);
        lines.stream()
                .sorted(comparingLong((StockLine line) -> line.others().size())
                        .thenComparingLong(line -> line.others().known()))
                .forEach(line -> compare(listing, line));
    }

    /// The exceptions of one of the profiles, with its own numbers.
    private List<ListingCase.Exception> part(ListingCase listing, boolean second) {
        int first = before.exceptions().size();
        return listing.exceptions().stream()
                .filter(each -> each.index() >= first == second)
                .map(each -> new ListingCase.Exception(second ? each.index() - first : each.index(), each.condition()))
                .toList();
    }

    private void compare(ListingCase listing, StockLine line) {
        var levels = new TreeSet<Long>();
        int filling = warehouses.names().indexOf(line.filling());
        add(levels, before, linesBefore.line(line.others(), filling).stream(), part(listing, false));
        add(levels, after, linesAfter.line(line.others(), filling).stream(), part(listing, true));
        long[] all = levels.stream().mapToLong(Long::longValue).toArray();
        var different = new ArrayList<Point>();
        for (long level : effort.some(all, 1)) {
            var point = point(listing, line, level);
            if (rows.size() == MOST_ROWS) {
                return;
            }
            if (!different.isEmpty() && !goOn(different, point)) {
                tell(listing, line, different);
                different.clear();
            }
            if (point.isDifferent()) {
                different.add(point);
            }
        }
        tell(listing, line, different);
    }

    private static void add(
            TreeSet<Long> levels, Profile profile, Stream<StockLine> line, List<ListingCase.Exception> exceptions) {
        line.forEach(
                each -> LongStream.of(BreakPoints.of(profile, each, exceptions)).forEach(levels::add));
    }

    private Point point(ListingCase listing, StockLine line, long level) {
        var facts = listing.example().facts(warehouses.stock(line.levels(level)), 1);
        return new Point(level, Interpreter.outcome(before, facts), Interpreter.outcome(after, facts));
    }

    /// Both as constant, or both as rising, as they have been.
    private static boolean goOn(List<Point> different, Point next) {
        var last = different.getLast();
        boolean same = goesOn(last.before(), next.before(), next.level() - last.level())
                && goesOn(last.after(), next.after(), next.level() - last.level());
        if (different.size() == 1 || !same) {
            return same && next.isDifferent();
        }
        var first = different.getFirst();
        return next.isDifferent()
                && first.before().equals(last.before()) == last.before().equals(next.before())
                && first.after().equals(last.after()) == last.after().equals(next.after());
    }

    private static boolean goesOn(Outcome one, Outcome next, long levels) {
        if (one instanceof Outcome.Lists(int from) && next instanceof Outcome.Lists(int to)) {
            return to >= from && to - from <= levels;
        }
        return IdleExceptions.alike(one, next);
    }

    private void tell(ListingCase listing, StockLine line, List<Point> different) {
        if (!different.isEmpty() && rows.size() < MOST_ROWS) {
            var first = different.getFirst();
            var last = different.getLast();
            rows.add("%s: %s -> %s%s"
                    .formatted(
                            range(line, first.level(), last.level()),
                            shown(first.before(), last.before()),
                            shown(first.after(), last.after()),
                            traits(listing, line, first)));
        }
    }

    private String range(StockLine line, long from, long to) {
        var subject = warehouses.count() == 1 ? "available" : "in \"" + Diagnostic.shortened(line.filling()) + "\"";
        var place = line.filling().isEmpty() && warehouses.count() > 1 ? "elsewhere" : subject;
        if (line.isEnd(to)) {
            return line.isEnd(from) ? place + " any" : place + " " + from + " and more";
        }
        if (line.isEnd(from)) {
            return place + " up to " + to;
        }
        return place + " " + (from == to ? String.valueOf(from) : from + ".." + to);
    }

    private static String shown(Outcome first, Outcome last) {
        return IdleExceptions.alike(first, last) ? shown(first) : shown(first) + ".." + shown(last);
    }

    static String shown(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists lists -> String.valueOf(lists.quantity());
            case Outcome.Stops _ -> "stop";
            case Outcome.Holds _ -> "hold";
        };
    }

    /// No more of them than this difference depends on.
    private String traits(ListingCase listing, StockLine line, Point point) {
        var parts = new ArrayList<String>();
        if (line.others().known() > 0) {
            parts.add("with " + warehouses.described(line.others()));
        }
        parts.addAll(listing.example()
                .onlyWhatIsNeededFor(fewer -> {
                    var facts = fewer.facts(warehouses.stock(line.levels(point.level())), 1);
                    return Interpreter.outcome(before, facts).equals(point.before())
                            && Interpreter.outcome(after, facts).equals(point.after());
                })
                .described());
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }
}
