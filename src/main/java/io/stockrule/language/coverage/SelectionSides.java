package io.stockrule.language.coverage;

import io.stockrule.language.Profile;
import io.stockrule.language.Selection;
import io.stockrule.language.Span;
import io.stockrule.language.reading.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The sides of a `use` line: each warehouse that it names, and, where one is taken, how many are enough.
final class SelectionSides {
    private static final int MOST_UNITS = 1_000_000;

    private final VariedProfile varied;
    private final Span span;

    private SelectionSides(Profile profile, Span span) {
        this.varied = new VariedProfile(profile);
        this.span = span;
    }

    static Stream<Side> of(Profile profile, Selection selection, Span span) {
        var sides = new SelectionSides(profile, span);
        return switch (selection) {
            case Selection.All _ -> Stream.empty();
            case Selection.AllExcept except -> sides.ofExcepted(except);
            case Selection.Named named -> sides.ofNamed(named);
            case Selection.FirstOf first -> sides.ofFirst(first);
        };
    }

    private Stream<Side> ofExcepted(Selection.AllExcept except) {
        return except.names().stream()
                .map(name -> side(
                        "what lies in %s was never left out".formatted(Quoted.written(name)),
                        "if %s counted".formatted(Quoted.written(name)),
                        new Selection.AllExcept(without(except.names(), name))));
    }

    private Stream<Side> ofNamed(Selection.Named named) {
        return Stream.concat(
                Stream.of(ofOthers()),
                named.names().stream()
                        .filter(_ -> named.names().size() > 1)
                        .map(name -> side(
                                "what lies in %s never counted".formatted(Quoted.written(name)),
                                "if %s did not count".formatted(Quoted.written(name)),
                                new Selection.Named(without(named.names(), name)))));
    }

    private Side ofOthers() {
        return side(
                "what lies in another warehouse was never left out", "if all warehouses counted", new Selection.All());
    }

    private Stream<Side> ofFirst(Selection.FirstOf first) {
        return Stream.of(Stream.of(ofOthers()), ofEach(first), ofOrder(first), ofEnough(first))
                .flatMap(each -> each);
    }

    private Stream<Side> ofEach(Selection.FirstOf first) {
        return first.names().stream()
                .filter(_ -> first.names().size() > 1)
                .map(name -> side(
                        "%s was never the one that counts".formatted(Quoted.written(name)),
                        "without %s".formatted(Quoted.written(name)),
                        new Selection.FirstOf(without(first.names(), name), first.atLeast())));
    }

    private Stream<Side> ofOrder(Selection.FirstOf first) {
        return IntStream.range(1, first.names().size()).mapToObj(i -> {
            var turned = new ArrayList<>(first.names());
            turned.set(i - 1, first.names().get(i));
            turned.set(i, first.names().get(i - 1));
            var before = Quoted.written(first.names().get(i - 1));
            var after = Quoted.written(first.names().get(i));
            return side(
                    "%s was never taken before %s, which has enough too".formatted(before, after),
                    "with %s before %s".formatted(after, before),
                    new Selection.FirstOf(turned, first.atLeast()));
        });
    }

    private Stream<Side> ofEnough(Selection.FirstOf first) {
        int enough = first.atLeast();
        return Stream.of(
                        ofEnough(first, enough + 1, "no line where %d are just enough".formatted(enough)),
                        ofEnough(first, enough - 1, "no line where %d are just too few".formatted(enough - 1)))
                .flatMap(each -> each);
    }

    private Stream<Side> ofEnough(Selection.FirstOf first, int other, String missing) {
        return other < 0 || other > MOST_UNITS || first.names().size() == 1
                ? Stream.empty()
                : Stream.of(side(
                        missing, "with at least %d".formatted(other), new Selection.FirstOf(first.names(), other)));
    }

    private Side side(String missing, String how, Selection other) {
        return Side.of(span, missing, how, varied.selection(other));
    }

    private static List<String> without(List<String> names, String name) {
        return names.stream().filter(each -> !each.equals(name)).toList();
    }
}
