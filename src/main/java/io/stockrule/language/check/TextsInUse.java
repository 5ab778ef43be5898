package io.stockrule.language.check;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Suggestion;
import io.stockrule.language.TextTest.Match;
import io.stockrule.language.Word;
import io.stockrule.language.reading.Quoted;
import io.stockrule.language.reading.Statement;
import io.stockrule.language.reading.Statement.TestedText;
import io.stockrule.stock.MarketplaceCodes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds the texts that listings are tested for against those that listings have. A marketplace that does not
/// exist is a mistake: `when marketplace is not "Germany" then stop` would stop everything. A tag can still be
/// given to a product, so it is only warned of.
final class TextsInUse {
    /// More would be a search of its own.
    private static final int MOST_SUGGESTIONS = 20;

    private final KnownNames known;
    private final Findings findings;
    private final Map<Word, Set<String>> comparable = new HashMap<>();
    private int suggestions;

    private TextsInUse(KnownNames known, Findings findings) {
        this.known = known;
        this.findings = findings;
    }

    static void check(List<Statement> statements, KnownNames known, Findings findings) {
        var texts = new TextsInUse(known, findings);
        statements.stream().flatMap(TextsInUse::tested).filter(texts::fitsNone).forEach(texts::add);
    }

    /// What an `expect` gives is compared with nothing; only a marketplace that does not exist is no example of
    /// anything.
    private static Stream<TestedText> tested(Statement statement) {
        return switch (statement) {
            case Statement.Excepts excepts -> excepts.texts().stream();
            case Statement.Narrows narrows -> narrows.texts().stream();
            case Statement.Expects expects ->
                expects.steps()
                        .flatMap(step -> step.words().stream())
                        .filter(given -> isClosed(given.word()))
                        .map(given -> new TestedText(given.word(), Match.IS, given.text(), given.quoted()));
            default -> Stream.empty();
        };
    }

    private boolean fitsNone(TestedText tested) {
        if (!known.texts().containsKey(tested.word()) || tested.text().isEmpty()) {
            return false;
        }
        var wanted = tested.word().comparable(tested.text());
        var all = comparable.computeIfAbsent(tested.word(), this::comparable);
        return tested.match() == Match.IS
                ? !all.contains(wanted)
                : all.stream().noneMatch(text -> tested.match().fits(text, wanted));
    }

    private Set<String> comparable(Word word) {
        return known(word).stream().map(word::comparable).collect(Collectors.toSet());
    }

    private Set<String> known(Word word) {
        return known.texts().getOrDefault(word, Set.of());
    }

    private void add(TestedText tested) {
        var meant = meant(tested);
        var diagnostic = isClosed(tested.word())
                ? unknown(tested, meant)
                : Diagnostic.warning(
                        Code.UNKNOWN_TEXT,
                        tested.span(),
                        message(
                                tested,
                                "none of your products has a " + tested.word().written() + " that"),
                        help(meant));
        findings.add(diagnostic.repairedBy(meant.map(text -> Suggestion.instead(tested.span(), Quoted.written(text)))));
    }

    /// Whether there is nothing under this word but what is known, now and later.
    private static boolean isClosed(Word word) {
        return word == Word.Named.MARKETPLACE || word == Word.Named.PRODUCT_STATUS;
    }

    private Diagnostic unknown(TestedText tested, Optional<String> meant) {
        return tested.word() == Word.Named.MARKETPLACE
                ? Diagnostic.error(
                        Code.UNKNOWN_MARKETPLACE, tested.span(), message(tested, "no marketplace"), codes(meant))
                : Diagnostic.error(
                        Code.UNKNOWN_STATUS, tested.span(), message(tested, "no product status"), states(meant));
    }

    private Optional<String> meant(TestedText tested) {
        return tested.word() == Word.Named.MARKETPLACE
                ? MarketplaceCodes.ofCountry(tested.text()).or(() -> closest(tested))
                : closest(tested);
    }

    private static String message(TestedText tested, String none) {
        var text = Diagnostic.shortened(tested.text());
        return switch (tested.match()) {
            case IS, IS_EMPTY -> "unknown %s \"%s\"".formatted(tested.word().written(), text);
            case STARTS_WITH -> "%s starts with \"%s\"".formatted(none, text);
            case ENDS_WITH -> "%s ends with \"%s\"".formatted(none, text);
            case CONTAINS -> "%s contains \"%s\"".formatted(none, text);
        };
    }

    private String codes(Optional<String> meant) {
        return meant.map("did you mean \"%s\"? "::formatted).orElse("")
                + "Amazon's marketplaces are "
                + String.join(", ", new TreeSet<>(known(Word.Named.MARKETPLACE)));
    }

    private String states(Optional<String> meant) {
        return meant.map("did you mean \"%s\"? "::formatted).orElse("")
                + "Shopify's are "
                + String.join(", ", new TreeSet<>(known(Word.Named.PRODUCT_STATUS)));
    }

    private static String help(Optional<String> meant) {
        return meant.map(Diagnostic::shortened)
                .map("did you mean \"%s\"?"::formatted)
                .orElse("leave it so if a product will have it; capitals and small letters do not matter");
    }

    private Optional<String> closest(TestedText tested) {
        return tested.match() == Match.IS && suggestions++ < MOST_SUGGESTIONS
                ? Suggestion.closest(tested.text(), known(tested.word()))
                : Optional.empty();
    }
}
