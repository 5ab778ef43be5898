package io.stockrule.language.reading;

import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.ProfilePromise;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Puts the statements of a text together, whatever their order, with the defaults for those that are missing.
public final class ProfileBuilder {
    private ProfileBuilder() {}

    public static Profile build(List<Statement> statements) {
        var selection = first(statements, Statement.Selects.class)
                .map(Statement.Selects::selection)
                .orElse(new Selection.All());
        return new Profile(
                first(statements, Statement.Names.class)
                        .map(each -> each.name().text())
                        .orElse(""),
                selection,
                all(statements, Statement.Keeps.class)
                        .map(each -> new Reserve(each.kept(), each.warehouse().map(Quoted::text)))
                        .toList(),
                number(first(statements, Statement.Offers.class).map(Statement.Offers::percent)),
                first(statements, Statement.Lists.class)
                        .map(Statement.Lists::mode)
                        .orElse(new QuantityMode.ProductValue()),
                first(statements, Statement.ListsNothingBelow.class)
                        .map(Statement.ListsNothingBelow::minimum)
                        .orElse(0),
                number(first(statements, Statement.Handles.class).map(Statement.Handles::days)),
                first(statements, Statement.KnowsNoStock.class).map(Statement.KnowsNoStock::action),
                all(statements, Statement.Excepts.class)
                        .map(ProfileBuilder::exception)
                        .toList(),
                all(statements, Statement.Includes.class)
                        .map(each -> each.ruleFile().text())
                        .toList(),
                all(statements, Statement.Promises.class)
                        .map(each -> new ProfilePromise(
                                each.promise(),
                                each.place().text(),
                                each.place().span()))
                        .toList(),
                all(statements, Statement.Expects.class)
                        .map(each -> ExpectedFacts.expectation(each, selection))
                        .toList());
    }

    private static ProfileException exception(Statement.Excepts statement) {
        var place = statement.place();
        return new ProfileException(statement.condition(), statement.action(), place.text(), place.span());
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
