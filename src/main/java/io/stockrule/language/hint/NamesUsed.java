package io.stockrule.language.hint;

import io.stockrule.language.Findings;
import io.stockrule.language.NameKind;
import io.stockrule.language.NameKind.ListingText;
import io.stockrule.language.NameKind.Metafield;
import io.stockrule.language.NameKind.RuleFile;
import io.stockrule.language.NameKind.Warehouse;
import io.stockrule.language.Word;
import io.stockrule.language.reading.ProfileParser;
import io.stockrule.language.reading.Quoted;
import io.stockrule.language.reading.Statement;
import io.stockrule.language.reading.Statement.Given;
import io.stockrule.language.reading.Statement.TestedText;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names that a text already uses.
public final class NamesUsed {
    private NamesUsed() {}

    private record Used(NameKind kind, String name) {}

    /// Those of one kind, in the order of the alphabet.
    public static Set<String> in(String text, NameKind kind) {
        return ProfileParser.parse(text, new Findings()).statements().stream()
                .flatMap(NamesUsed::used)
                .filter(each -> each.kind.equals(kind))
                .map(Used::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Used> used(Statement statement) {
        return switch (statement) {
            case Statement.Selects selects -> warehouses(selects.warehouses());
            case Statement.Keeps keeps -> warehouses(keeps.warehouse().stream().toList());
            case Statement.Includes includes ->
                Stream.of(new Used(new RuleFile(), includes.ruleFile().text()));
            case Statement.Excepts excepts -> Stream.concat(warehouses(excepts.warehouses()), texts(excepts.texts()));
            case Statement.Narrows narrows -> Stream.concat(used(narrows.statement()), texts(narrows.texts()));
            case Statement.Expects expects ->
                Stream.concat(
                        warehouses(expects.given().stream()
                                .flatMap(NamesUsed::level)
                                .toList()),
                        expects.words().stream().flatMap(each -> used(each.word(), each.text())));
            case Statement.Names _,
                    Statement.Counts _,
                    Statement.Offers _,
                    Statement.Lists _,
                    Statement.ListsNothingBelow _,
                    Statement.ListsInSteps _,
                    Statement.Handles _,
                    Statement.Promises _,
                    Statement.KnowsNoStock _ -> Stream.empty();
        };
    }

    private static Stream<Used> texts(List<TestedText> texts) {
        return texts.stream().flatMap(each -> used(each.word(), each.text()));
    }

    /// A metafield is a name, too.
    private static Stream<Used> used(Word word, String text) {
        var tested = new Used(new ListingText(word), text);
        return word instanceof Word.Metafield(var name)
                ? Stream.of(new Used(new Metafield(), name), tested)
                : Stream.of(tested);
    }

    private static Stream<Quoted> level(Given given) {
        return given instanceof Given.Level level ? Stream.of(level.warehouse()) : Stream.empty();
    }

    private static Stream<Used> warehouses(List<Quoted> names) {
        return names.stream().map(each -> new Used(new Warehouse(), each.text()));
    }

    /// A name as it is written in a text, without its quotes.
    public static String written(String name) {
        var quoted = Quoted.written(name);
        return quoted.substring(1, quoted.length() - 1);
    }
}
