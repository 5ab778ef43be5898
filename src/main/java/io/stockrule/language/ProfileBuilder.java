package io.stockrule.language;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts the statements of a text together, whatever their order, with the defaults for those that are missing.
final class ProfileBuilder {
    private ProfileBuilder() {}

    static Profile build(List<Statement> statements) {
        var selection = first(statements, Statement.Selects.class)
                .map(Statement.Selects::selection)
                .orElse(new Selection.All());
        return new Profile(
                first(statements, Statement.Names.class)
                        .map(each -> each.name().text())
                        .orElse(""),
                selection,
                first(statements, Statement.Keeps.class)
                        .map(Statement.Keeps::units)
                        .orElse(0),
                first(statements, Statement.Lists.class)
                        .map(Statement.Lists::mode)
                        .orElse(new QuantityMode.ProductValue()),
                first(statements, Statement.KnowsNoStock.class).map(Statement.KnowsNoStock::action),
                all(statements, Statement.Excepts.class)
                        .map(ProfileBuilder::exception)
                        .toList(),
                all(statements, Statement.Expects.class)
                        .map(each -> ExpectedFacts.expectation(each, selection))
                        .toList());
    }

    private static ProfileException exception(Statement.Excepts statement) {
        var place = statement.place();
        return new ProfileException(statement.condition(), statement.action(), place.text(), place.span());
    }

    private static <S extends Statement> Optional<S> first(List<Statement> statements, Class<S> kind) {
        return all(statements, kind).findFirst();
    }

    private static <S extends Statement> Stream<S> all(List<Statement> statements, Class<S> kind) {
        return statements.stream().filter(kind::isInstance).map(kind::cast);
    }
}
