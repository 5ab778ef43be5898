package io.stockrule.stock;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// What a step of a trace can say. A decision is kept with these and their words, not with sentences; the names of the
/// constants are in the database, for ever.
///
/// The number that a step came to stands at its end; it is not among the words.
public enum Phrase {
    /// Any sentence, as its only word.
    SENTENCE((words, _) -> words.getFirst()),
    /// `Berlin 12 + Hamburg 3 = 15 available`. Words: warehouses, each followed by its units or `unknown`, and at the
    /// end, if there are more of them, how many.
    COUNTED(Phrase::counted),
    /// `1 FIG + 2 CEDAR make one; Berlin 3 + Hamburg 0, 4 available in all`. Words: how many parts, for each of them a
    /// quantity and a SKU, then ` and more` or nothing, then as [#COUNTED].
    BUNDLES(Phrase::bundles),
    /// `Berlin unknown: stock is unknown`. Words as of [#COUNTED].
    UNKNOWN((words, _) -> levels(words) + ": " + Phrase.STOCK_IS_UNKNOWN),
    NOT_TRACKED((_, _) -> "Shopify does not count this item: " + Phrase.STOCK_IS_UNKNOWN),
    NOT_STOCKED((_, _) -> "no chosen warehouse stocks this item: " + Phrase.STOCK_IS_UNKNOWN),
    NOT_GIVEN((_, _) -> "no number is given: " + Phrase.STOCK_IS_UNKNOWN),
    /// `stock is unknown, list 5: 5`
    UNKNOWN_LISTS((_, after) -> Phrase.STOCK_IS_UNKNOWN + ", list " + after.orElseThrow() + comes(after)),
    /// `stock is unknown, single stock: 1`. Words: the name of a phrase, and its words.
    UNKNOWN_BY_MODE(Phrase::byMode),
    UNKNOWN_STOPS((_, after) -> Phrase.STOCK_IS_UNKNOWN + ", stop" + comes(after)),
    UNKNOWN_HOLDS((_, _) -> Phrase.STOCK_IS_UNKNOWN + ": hold"),
    /// `2 kept in reserve: 13`
    RESERVE((words, after) -> words.getFirst() + " kept in reserve" + comes(after)),
    /// `10% kept in reserve, 2 units: 13`
    RESERVE_PERCENT(
            (words, after) -> words.getFirst() + "% kept in reserve, " + words.get(1) + " units" + comes(after)),
    /// `2 kept in reserve at Berlin: 11`
    RESERVE_AT((words, after) -> words.getFirst() + " kept in reserve at " + words.get(1) + comes(after)),
    /// `80% offered: 10`
    SHARE((words, after) -> words.getFirst() + "% offered" + comes(after)),
    /// `nothing below 3: 0`
    MINIMUM((words, after) -> "nothing below " + words.getFirst() + comes(after)),
    /// `packs of 6: 2`
    PACKS((words, after) -> "packs of " + words.getFirst() + comes(after)),
    NOT_BELOW_0((_, after) -> "not below 0" + comes(after)),
    PRODUCT_VALUE((_, after) -> "product value" + comes(after)),
    SINGLE_STOCK((_, after) -> "single stock" + comes(after)),
    /// `custom quantity 7: 7`
    CUSTOM_QUANTITY((words, after) -> "custom quantity " + words.getFirst() + comes(after)),
    /// `not more than 3: 3`
    NOT_MORE_THAN((words, after) -> "not more than " + words.getFirst() + comes(after)),
    /// `not more than 3, for Candle: 3`. Words: for whom, then the name of a phrase, and its words.
    LIMITED(Phrase::limited),
    /// `when available is below 3 then list 0: 0`; a hold has no number.
    EXCEPTION((words, after) -> words.getFirst() + comes(after)),
    /// `rules "seasonal-cap", "Candles before Christmas", list at most 8: 8`; a hold has no number. Words: the
    /// file, its rule, and what that does.
    INCLUDED((words, after) ->
            ofIncluded(words.getFirst()) + "\"" + words.get(1) + "\", " + words.get(2) + comes(after)),
    /// `Amazon is sent 0 to 999999: 999999`
    GUARD((words, after) -> "Amazon is sent " + words.getFirst() + " to " + words.get(1) + comes(after)),
    /// `in steps of 5: 10`
    STEPS((words, after) -> "in steps of " + words.getFirst() + comes(after)),
    /// `Berlin 14 + Hamburg 3 = 17 on hand and incoming`. Words: what is counted instead of what is available, then
    /// [#COUNTED], [#BUNDLES] or [#UNKNOWN], and its words.
    COUNTED_OTHERWISE(Phrase::countedOtherwise),
    /// `5 more kept in reserve, "slow carrier" (Anna): 8`. Words: how many, why, and who says so.
    OVERRIDE_RESERVE((words, after) -> words.getFirst() + " more kept in reserve" + saidBy(words) + comes(after)),
    /// `capped at 3, "slow carrier" (Anna): 3`. Words as of [#OVERRIDE_RESERVE].
    OVERRIDE_CAP((words, after) -> "capped at " + words.getFirst() + saidBy(words) + comes(after)),
    /// `pinned to 7, "photo shoot" (Anna): 7`. Words as of [#OVERRIDE_RESERVE].
    OVERRIDE_PIN((words, after) -> "pinned to " + words.getFirst() + saidBy(words) + comes(after));

    /// Whether a sentence of [#LIMITED] is for these.
    public static boolean isFor(String whom, String sentence) {
        int at = sentence.indexOf(", " + whom);
        int end = at + 2 + whom.length();
        return at >= 0 && (end == sentence.length() || sentence.startsWith(": ", end));
    }

    /// Why a listing holds when nobody has said what unknown stock means.
    public static final String STOCK_IS_UNKNOWN = "stock is unknown";

    /// How all begins that an included file does: `rules "seasonal-cap", `.
    public static String ofIncluded(String ruleFile) {
        return "rules \"" + ruleFile + "\", ";
    }

    private final Sentence sentence;

    Phrase(Sentence sentence) {
        this.sentence = sentence;
    }

    @FunctionalInterface
    private interface Sentence {
        String of(List<String> words, OptionalLong after);
    }

    /// @param after what the step came to, empty where there is nothing (a hold, an unknown stock)
    String sentence(List<String> words, OptionalLong after) {
        return sentence.of(words, after);
    }

    private static final String AVAILABLE = "available";

    private static String countedOtherwise(List<String> words, OptionalLong after) {
        var what = words.getFirst();
        var rest = words.subList(2, words.size());
        return switch (valueOf(words.get(1))) {
            case COUNTED -> counted(rest, after, what);
            case BUNDLES -> bundles(rest, after, what);
            case UNKNOWN -> levels(rest) + " " + what + ": " + STOCK_IS_UNKNOWN;
            default -> valueOf(words.get(1)).sentence(rest, after);
        };
    }

    private static String counted(List<String> words, OptionalLong after) {
        return counted(words, after, AVAILABLE);
    }

    private static String counted(List<String> words, OptionalLong after, String what) {
        var levels = levels(words);
        return words.size() == 2 ? levels + " " + what : levels + " = " + after.orElseThrow() + " " + what;
    }

    private static String bundles(List<String> words, OptionalLong after) {
        return bundles(words, after, AVAILABLE);
    }

    private static String bundles(List<String> words, OptionalLong after, String what) {
        int end = 1 + 2 * Integer.parseInt(words.getFirst());
        var parts = IntStream.iterate(1, i -> i < end, i -> i + 2)
                .mapToObj(i -> words.get(i) + " " + (words.get(i + 1).isEmpty() ? "without a SKU" : words.get(i + 1)))
                .collect(joining(" + "));
        var levels = levels(words.subList(end + 1, words.size()));
        return "%s%s make one; %s, %d %s in all".formatted(parts, words.get(end), levels, after.orElseThrow(), what);
    }

    private static String byMode(List<String> words, OptionalLong after) {
        var mode = valueOf(words.getFirst()).sentence(words.subList(1, words.size()), after);
        return STOCK_IS_UNKNOWN + ", " + mode;
    }

    private static String limited(List<String> words, OptionalLong after) {
        var sentence = valueOf(words.get(1)).sentence(words.subList(2, words.size()), after);
        var comes = comes(after);
        int end = sentence.length() - (sentence.endsWith(comes) ? comes.length() : 0);
        return sentence.substring(0, end) + ", " + words.getFirst() + sentence.substring(end);
    }

    private static String saidBy(List<String> words) {
        return ", \"" + words.get(1) + "\" (" + words.get(2) + ")";
    }

    private static String comes(OptionalLong after) {
        return after.isEmpty() ? "" : ": " + after.getAsLong();
    }

    private static String levels(List<String> words) {
        var sentence = new StringBuilder();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            var warehouse = words.get(i);
            sentence.append(sentence.isEmpty() ? "" : " + ")
                    .append(warehouse)
                    .append(warehouse.isEmpty() ? "" : " ")
                    .append(words.get(i + 1));
        }
        boolean areMore = words.size() % 2 == 1;
        return areMore
                ? sentence.append(" + ").append(words.getLast()).append(" more").toString()
                : sentence.toString();
    }
}
