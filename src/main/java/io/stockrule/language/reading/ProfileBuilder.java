package io.stockrule.language.reading;

import io.stockrule.language.Counting;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.LimitedStatements;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.ProfilePromise;
import io.stockrule.language.Provision;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Selection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Puts the statements of a text together, whatever their order, with the defaults for those that are missing.
public final class ProfileBuilder {
    private ProfileBuilder() {}

    public static Profile build(List<Statement> statements) {
        var profile = withoutExpectations(statements);
        return profile.withExpectations(all(statements, Statement.Expects.class)
                .map(each -> ExpectedFacts.expectation(each, profile))
                .toList());
    }

    private static Profile withoutExpectations(List<Statement> statements) {
        return new Profile(
                first(statements, Statement.Names.class)
                        .map(each -> each.name().text())
                        .orElse(""),
                first(statements, Statement.Selects.class)
                        .map(Statement.Selects::selection)
                        .orElse(new Selection.All()),
                first(statements, Statement.Counts.class)
                        .map(Statement.Counts::counting)
                        .orElse(Counting.AVAILABLE),
                all(statements, Statement.Keeps.class)
                        .map(Statement.Keeps::reserve)
                        .toList(),
                number(first(statements, Statement.Offers.class).map(Statement.Offers::percent)),
                first(statements, Statement.Lists.class)
                        .map(Statement.Lists::mode)
                        .orElse(new QuantityMode.ProductValue()),
                first(statements, Statement.ListsNothingBelow.class)
                        .map(Statement.ListsNothingBelow::minimum)
                        .orElse(0),
                first(statements, Statement.ListsInSteps.class)
                        .map(Statement.ListsInSteps::steps)
                        .orElse(1),
                number(first(statements, Statement.Handles.class).map(Statement.Handles::days)),
                first(statements, Statement.KnowsNoStock.class).map(Statement.KnowsNoStock::action),
                all(statements, Statement.Excepts.class)
                        .flatMap(ProfileBuilder::exceptions)
                        .toList(),
                includes(statements),
                all(statements, Statement.Promises.class)
                        .map(each -> new ProfilePromise(
                                each.promise(),
                                each.place().text(),
                                each.place().span()))
                        .toList(),
                List.of(),
                LimitedStatements.of(limited(statements), includes(statements)));
    }

    private static List<String> includes(List<Statement> statements) {
        return statements.stream()
                .map(Statement::forAny)
                .flatMap(each -> each instanceof Statement.Includes includes
                        ? Stream.of(includes.ruleFile().text())
                        : Stream.of())
                .distinct()
                .toList();
    }

    /// But for rule files that all listings include anyway.
    private static List<LimitedStatement> limited(List<Statement> statements) {
        var always = all(statements, Statement.Includes.class)
                .map(each -> new Provision.Includes(each.ruleFile().text()))
                .toList();
        return all(statements, Statement.Narrows.class)
                .map(ProfileBuilder::limited)
                .filter(each -> !always.contains(each.provision()))
                .toList();
    }

    public static LimitedStatement limited(Statement.Narrows statement) {
        return new LimitedStatement(
                provision(statement.statement()),
                statement.where(),
                statement.whereText(),
                statement.place().span());
    }

    /// Of a statement that can be for some listings only.
    public static Provision provision(Statement statement) {
        return switch (statement) {
            case Statement.Selects selects -> new Provision.Selects(selects.selection());
            case Statement.Counts counts -> new Provision.Counts(counts.counting());
            case Statement.Keeps keeps -> new Provision.Keeps(keeps.reserve());
            case Statement.Offers offers -> new Provision.Offers(offers.percent());
            case Statement.Lists lists -> new Provision.Lists(lists.mode());
            case Statement.ListsNothingBelow below -> new Provision.ListsNothingBelow(below.minimum());
            case Statement.ListsInSteps steps -> new Provision.ListsInSteps(steps.steps());
            case Statement.Handles handles -> new Provision.Handles(handles.days());
            case Statement.Includes includes ->
                new Provision.Includes(includes.ruleFile().text());
            case Statement.KnowsNoStock unknown -> new Provision.KnowsNoStock(unknown.action());
            case Statement.Names _,
                    Statement.Excepts _,
                    Statement.Narrows _,
                    Statement.Promises _,
                    Statement.Expects _ -> throw new IllegalArgumentException("is for all listings: " + statement);
        };
    }

    private static Stream<ProfileException> exceptions(Statement.Excepts statement) {
        return ProfileException.of(
                statement.condition(),
                statement.then(),
                statement.otherwise(),
                statement.told(),
                statement.place().span())
                .stream();
    }

    private static OptionalInt number(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static <S extends Statement> Optional<S> first(List<Statement> statements, Class<S> kind) {
        return all(statements, kind).findFirst();
    }

    private static <S extends Statement> Stream<S> all(List<Statement> statements, Class<S> kind) {
        return statements.stream().filter(kind::isInstance).map(kind::cast);
    }
}
