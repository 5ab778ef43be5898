package io.stockrule.language.check;

import static java.util.stream.Collectors.toSet;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.LimitedStatements;
import io.stockrule.language.Profile;
import io.stockrule.language.Provision;
import io.stockrule.language.Span;
import io.stockrule.language.meaning.FactsRead;
import io.stockrule.language.proof.ListingCases;
import io.stockrule.language.reading.ProfileBuilder;
import io.stockrule.language.reading.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Warns of statements that are for no listing, as others of their kind are for all that they could be for.
final class ForNoListing {
    private final List<Statement> statements;
    private final Profile profile;
    private final Findings findings;

    private ForNoListing(List<Statement> statements, Profile profile, Findings findings) {
        this.statements = statements;
        this.profile = profile;
        this.findings = findings;
    }

    /// @param profile that the statements make
    static void check(List<Statement> statements, Profile profile, Findings findings) {
        var check = new ForNoListing(statements, profile, findings);
        check.checkRuleFiles();
        if (profile.limited().isOpen()) {
            check.checkLimited();
        }
    }

    /// Those that all listings include anyway.
    private void checkRuleFiles() {
        for (var statement : statements) {
            if (statement instanceof Statement.Narrows narrows
                    && narrows.statement() instanceof Statement.Includes file) {
                statements.stream()
                        .filter(each -> each instanceof Statement.Includes always
                                && always.ruleFile()
                                        .text()
                                        .equals(file.ruleFile().text()))
                        .findFirst()
                        .ifPresent(always -> warn(
                                narrows.place().span(),
                                "this changes nothing: line %d includes the file for all listings"
                                        .formatted(always.place().span().line()),
                                "leave one of them out"));
            }
        }
    }

    private void checkLimited() {
        var cases = cases(profile.limited().open());
        if (!cases.complete()) {
            return;
        }
        var applying = new BitSet();
        cases.cases().forEach(each -> applying.or(each.limited()));
        var limited = profile.limited().open();
        for (int i = 0; i < limited.size(); i++) {
            if (!applying.get(i) && !dependsOnTime(limited.get(i).provision().kind())) {
                warnOfHidden(limited.get(i));
            }
        }
        checkRest(cases);
    }

    /// Only what they decide whatever the stock is asked.
    private ListingCases.Found cases(List<LimitedStatement> limited) {
        return ListingCases.of(withoutExceptions(limited));
    }

    private Profile withoutExceptions(List<LimitedStatement> limited) {
        return profile.withExceptions(List.of()).with(LimitedStatements.of(limited));
    }

    private void warnOfHidden(LimitedStatement limited) {
        if (cases(List.of(limited)).cases().stream()
                .allMatch(each -> each.limited().isEmpty())) {
            warn(
                    limited.span(),
                    "this statement is for no listing: its condition is never true",
                    "change the condition, or leave the statement out");
        } else {
            warn(
                    limited.span(),
                    "this statement is for no listing: earlier ones are for all that it could be for",
                    "the first statement of a kind whose condition holds applies; move this one up, or leave it out");
        }
    }

    /// Statements without a condition, which are for the rest.
    private void checkRest(ListingCases.Found cases) {
        for (var statement : statements) {
            kind(statement)
                    .filter(kind -> !dependsOnTime(kind))
                    .filter(kind -> cases.cases().stream()
                            .allMatch(each -> applying(each.limited()).contains(kind)))
                    .ifPresent(_ -> warn(
                            statement.place().span(),
                            "this statement is for no listing: those of its kind with where are for all of them",
                            "leave it out, or let one of the others be the rest"));
        }
    }

    /// An expectation need not say a date or a time, and then none of their tests holds: for it a statement can be that
    /// is for no listing at any time.
    private boolean dependsOnTime(List<Object> kind) {
        return profile.limited().open().stream()
                .filter(each -> each.provision().kind().equals(kind))
                .map(each -> FactsRead.by(withoutExceptions(List.of(each))))
                .anyMatch(read -> read.date() || read.time());
    }

    private Set<List<Object>> applying(BitSet limited) {
        return limited.stream()
                .mapToObj(profile.limited().open()::get)
                .map(LimitedStatement::provision)
                .map(Provision::kind)
                .collect(toSet());
    }

    /// Of a statement that is for the rest.
    private static Optional<List<Object>> kind(Statement statement) {
        return switch (statement) {
            case Statement.Names _,
                    Statement.Narrows _,
                    Statement.Includes _,
                    Statement.Excepts _,
                    Statement.Promises _,
                    Statement.Expects _ -> Optional.empty();
            case Statement.Selects _,
                    Statement.Counts _,
                    Statement.Keeps _,
                    Statement.Offers _,
                    Statement.Lists _,
                    Statement.ListsNothingBelow _,
                    Statement.ListsInSteps _,
                    Statement.Handles _,
                    Statement.KnowsNoStock _ ->
                Optional.of(ProfileBuilder.provision(statement).kind());
        };
    }

    private void warn(Span span, String message, String help) {
        findings.add(Diagnostic.warning(Code.FOR_NO_LISTING, span, message, help));
    }
}
