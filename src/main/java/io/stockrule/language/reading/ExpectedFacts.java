package io.stockrule.language.reading;

import io.stockrule.language.Expectation;
import io.stockrule.language.Profile;
import io.stockrule.language.Word;
import io.stockrule.language.meaning.Holdings;
import io.stockrule.language.meaning.OneListing;
import io.stockrule.language.reading.Statement.Given;
import io.stockrule.stock.HeldPart;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Makes complete facts of what an `expect` says: warehouses not named have no level, texts not given are empty.
final class ExpectedFacts {
    private ExpectedFacts() {}

    static Expectation expectation(Statement.Expects statement, Profile profile) {
        var place = statement.place();
        var steps = ExpectedSteps.of(statement);
        var then = steps.stream().skip(1).map(each -> step(each, profile)).toList();
        return new Expectation(
                facts(steps.getFirst(), profile), statement.expected(), place.text(), place.span(), then);
    }

    private static Expectation.Step step(Statement.Expects step, Profile profile) {
        return new Expectation.Step(
                facts(step, profile), step.expected(), step.place().span());
    }

    private static ListingFacts facts(Statement.Expects statement, Profile profile) {
        var facts = withoutStock(statement);
        var stock = stock(statement, OneListing.aChosenWarehouse(profile, facts));
        return facts.withStock(Holdings.said(stock, profile));
    }

    private static ListingFacts withoutStock(Statement.Expects statement) {
        return new ListingFacts(
                variant(statement),
                text(statement, Word.Named.MARKETPLACE),
                packSize(statement),
                OptionalInt.empty(),
                statement.date(),
                statement.time());
    }

    private static VariantFacts variant(Statement.Expects statement) {
        return ownVariant(statement).with(text(statement, Word.Named.PRODUCT_STATUS), metafields(statement));
    }

    private static Map<String, String> metafields(Statement.Expects statement) {
        var texts = new HashMap<String, String>();
        for (var given : statement.words()) {
            if (given.word() instanceof Word.Metafield(var name)
                    && !given.text().isEmpty()) {
                texts.putIfAbsent(name, given.text());
            }
        }
        return texts;
    }

    private static VariantFacts ownVariant(Statement.Expects statement) {
        return new VariantFacts(
                text(statement, Word.Named.SKU),
                text(statement, Word.Named.TITLE),
                text(statement, Word.Named.VENDOR),
                text(statement, Word.Named.PRODUCT_TYPE),
                texts(statement, Word.Named.TAG),
                text(statement, Word.Named.BARCODE),
                texts(statement, Word.Named.COLLECTION),
                true,
                statement.given().stream().anyMatch(Given.KeepsSelling.class::isInstance),
                List.of());
    }

    private static List<WarehouseStock> stock(Statement.Expects statement, String aWarehouse) {
        return statement.given().stream()
                .flatMap(each -> level(each, aWarehouse))
                .toList();
    }

    private static Stream<WarehouseStock> level(Given given, String aWarehouse) {
        return switch (given) {
            case Given.Available all -> Stream.of(level(aWarehouse, all.units()));
            case Given.Level one -> Stream.of(level(one));
            case Given.StockUnknown _, Given.Pack _, Given.KeepsSelling _ -> Stream.empty();
        };
    }

    private static WarehouseStock level(String warehouse, long units) {
        return new WarehouseStock(warehouse, OptionalLong.of(units), true);
    }

    private static WarehouseStock level(Given.Level given) {
        return new WarehouseStock(
                given.warehouse().text(),
                OptionalLong.of(given.units()),
                true,
                held(given, HeldPart.ON_HAND),
                held(given, HeldPart.COMMITTED),
                held(given, HeldPart.INCOMING));
    }

    private static OptionalLong held(Given.Level given, HeldPart part) {
        var units = given.held().get(part);
        return units == null ? OptionalLong.empty() : OptionalLong.of(units);
    }

    private static int packSize(Statement.Expects statement) {
        return statement.given().stream()
                .map(each -> each instanceof Given.Pack pack ? pack.size() : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(1);
    }

    private static String text(Statement.Expects statement, Word word) {
        return texts(statement, word).stream().findFirst().orElse("");
    }

    private static List<String> texts(Statement.Expects statement, Word word) {
        return statement.words().stream()
                .filter(each -> each.word() == word)
                .map(Statement.WordGiven::text)
                .toList();
    }
}
