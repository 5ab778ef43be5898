package io.stockrule.language.check;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Repair;
import io.stockrule.language.Suggestion;
import io.stockrule.language.reading.Quoted;
import io.stockrule.language.reading.Statement;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds the warehouses and rule files named in a text against those that there are.
final class NamesInUse {
    private static final int SHOWN = 10;

    private NamesInUse() {}

    static void check(List<Statement> statements, KnownNames known, Findings findings) {
        known.warehouses()
                .map(NamesInUse::normalised)
                .ifPresent(names -> unknown(warehousesIn(statements), names)
                        .forEach(name -> findings.add(unknownWarehouse(name, names))));
        known.ruleFiles()
                .map(NamesInUse::normalised)
                .ifPresent(names -> unknown(ruleFilesIn(statements), names)
                        .forEach(name -> findings.add(unknownRuleFile(name, names))));
        var closed = normalised(known.closedWarehouses());
        warehousesIn(statements)
                .filter(name -> closed.contains(name.text()))
                .forEach(name -> findings.add(closedWarehouse(name)));
    }

    private static Set<String> normalised(Set<String> names) {
        return names.stream()
                .map(each -> Normalizer.normalize(each, Normalizer.Form.NFC))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Quoted> unknown(Stream<Quoted> names, Set<String> known) {
        return names.filter(each -> !known.contains(each.text()));
    }

    private static Stream<Quoted> warehousesIn(List<Statement> statements) {
        return statements.stream().flatMap(NamesInUse::warehousesIn);
    }

    private static Stream<Quoted> warehousesIn(Statement statement) {
        return switch (statement) {
            case Statement.Selects selects -> selects.warehouses().stream();
            case Statement.Keeps keeps -> keeps.warehouse().stream();
            case Statement.Excepts excepts -> excepts.warehouses().stream();
            case Statement.Narrows narrows -> warehousesIn(narrows.statement());
            case Statement.Expects expects ->
                expects.steps().flatMap(step -> step.given().stream()).flatMap(NamesInUse::warehouseIn);
            default -> Stream.empty();
        };
    }

    private static Stream<Quoted> warehouseIn(Statement.Given given) {
        return given instanceof Statement.Given.Level level ? Stream.of(level.warehouse()) : Stream.empty();
    }

    private static Stream<Quoted> ruleFilesIn(List<Statement> statements) {
        return statements.stream()
                .map(Statement::forAny)
                .filter(Statement.Includes.class::isInstance)
                .map(each -> ((Statement.Includes) each).ruleFile());
    }

    private static Diagnostic unknownWarehouse(Quoted name, Set<String> known) {
        return Diagnostic.error(
                        Code.UNKNOWN_WAREHOUSE,
                        name.span(),
                        "unknown warehouse \"%s\"".formatted(Diagnostic.shortened(name.text())),
                        known.isEmpty() ? "you have no warehouses yet" : help(name.text(), "You have", known))
                .repairedBy(repair(name, known));
    }

    private static Diagnostic unknownRuleFile(Quoted name, Set<String> known) {
        return Diagnostic.error(
                        Code.UNKNOWN_RULE_FILE,
                        name.span(),
                        "unknown rule file \"%s\"".formatted(Diagnostic.shortened(name.text())),
                        known.isEmpty() ? "there are no rule files to include" : help(name.text(), "There are", known))
                .repairedBy(repair(name, known));
    }

    private static Optional<Repair> repair(Quoted name, Set<String> known) {
        return Suggestion.closest(name.text(), known)
                .map(meant -> Suggestion.instead(name.span(), Quoted.written(meant)))
                .map(repair -> isOnlyCase(name.text(), known) ? new Repair(repair.edits(), true) : repair);
    }

    /// Of a name that differs from one alone, and by nothing but the case of its letters, no other can be meant.
    private static boolean isOnlyCase(String name, Set<String> known) {
        return known.stream().filter(name::equalsIgnoreCase).count() == 1;
    }

    private static Diagnostic closedWarehouse(Quoted name) {
        return Diagnostic.warning(
                Code.CLOSED_WAREHOUSE,
                name.span(),
                "the warehouse \"%s\" is closed, its stock does not count".formatted(Diagnostic.shortened(name.text())),
                "open it in Shopify, or leave it out");
    }

    private static String help(String name, String thereAre, Set<String> known) {
        Optional<String> closest = Suggestion.closest(name, known)
                .map("did you mean \"%s\"? "::formatted)
                .map(it -> it + thereAre);
        var left = known.size() > SHOWN ? " and %d more".formatted(known.size() - SHOWN) : "";
        return closest.orElse(thereAre.toLowerCase(Locale.ROOT))
                + ": "
                + known.stream().limit(SHOWN).map(Diagnostic::shortened).collect(Collectors.joining(", "))
                + left;
    }
}
