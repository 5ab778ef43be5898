package io.stockrule.language;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds the warehouses named in a text against those that the merchant has.
final class WarehouseNames {
    private static final int SHOWN = 10;

    private WarehouseNames() {}

    static void check(List<Statement> statements, KnownNames known, Findings findings) {
        known.warehouses()
                .map(WarehouseNames::normalised)
                .ifPresent(names -> statements.stream()
                        .flatMap(WarehouseNames::namedIn)
                        .filter(each -> !names.contains(each.text()))
                        .forEach(each -> findings.add(unknown(each, names))));
    }

    private static Set<String> normalised(Set<String> names) {
        return names.stream()
                .map(each -> Normalizer.normalize(each, Normalizer.Form.NFC))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Quoted> namedIn(Statement statement) {
        return switch (statement) {
            case Statement.Selects selects -> selects.warehouses().stream();
            case Statement.Excepts excepts -> excepts.warehouses().stream();
            case Statement.Expects expects -> expects.given().stream().flatMap(WarehouseNames::namedIn);
            case Statement.Names _, Statement.Keeps _, Statement.Lists _, Statement.KnowsNoStock _ -> Stream.empty();
        };
    }

    private static Stream<Quoted> namedIn(Statement.Given given) {
        return given instanceof Statement.Given.Level level ? Stream.of(level.warehouse()) : Stream.empty();
    }

    private static Diagnostic unknown(Quoted name, Set<String> known) {
        return Diagnostic.error(
                Code.UNKNOWN_WAREHOUSE,
                name.span(),
                "unknown warehouse \"%s\"".formatted(Words.shortened(name.text())),
                help(name.text(), known));
    }

    private static String help(String name, Set<String> known) {
        if (known.isEmpty()) {
            return "you have no warehouses yet";
        }
        Optional<String> closest = Suggestion.closest(name, known).map("did you mean \"%s\"? You have: "::formatted);
        var left = known.size() > SHOWN ? " and %d more".formatted(known.size() - SHOWN) : "";
        return closest.orElse("you have: ")
                + known.stream().limit(SHOWN).map(Words::shortened).collect(Collectors.joining(", "))
                + left;
    }
}
