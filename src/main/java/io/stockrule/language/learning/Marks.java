package io.stockrule.language.learning;

import io.stockrule.language.Condition;
import io.stockrule.language.TextTest;
import io.stockrule.language.Word;
import io.stockrule.language.learning.Situations.Situation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Which rows have a vendor, product type, tag, collection, marketplace, product status or metafield,
/// or sell on: what an exception may look at besides amounts.
///
/// @param rows of each condition, those for which it holds
record Marks(List<Condition> conditions, List<int[]> rows) {
    private static final List<Word> WORDS = List.of(
            Word.Named.TAG,
            Word.Named.VENDOR,
            Word.Named.PRODUCT_TYPE,
            Word.Named.COLLECTION,
            Word.Named.MARKETPLACE,
            Word.Named.PRODUCT_STATUS);

    /// Of each word so many texts, the most common, are tried.
    static final int MOST_TEXTS = 30;

    static Marks of(List<Situation> situations) {
        var conditions = new ArrayList<Condition>();
        var rows = new ArrayList<int[]>();
        for (var word : words(situations)) {
            common(word, situations).forEach((text, having) -> {
                conditions.add(new Condition.OnText(new TextTest(word, TextTest.Match.IS, List.of(text))));
                rows.add(having.stream().mapToInt(row -> row).toArray());
            });
        }
        var selling = new ArrayList<Integer>();
        for (int row = 0; row < situations.size(); row++) {
            if (situations.get(row).facts().variant().keepsSelling()) {
                selling.add(row);
            }
        }
        if (!selling.isEmpty()) {
            conditions.add(new Condition.KeepsSelling());
            rows.add(selling.stream().mapToInt(row -> row).toArray());
        }
        return new Marks(List.copyOf(conditions), List.copyOf(rows));
    }

    private static List<Word> words(List<Situation> situations) {
        var metafields = situations.stream()
                .flatMap(each -> each.facts().variant().metafields().keySet().stream())
                .distinct()
                .sorted()
                .map(Word.Metafield::new);
        return Stream.concat(WORDS.stream(), metafields).toList();
    }

    /// By the text as the first row has it.
    private static Map<String, List<Integer>> common(Word word, List<Situation> situations) {
        var written = new LinkedHashMap<String, String>();
        var having = new LinkedHashMap<String, List<Integer>>();
        for (int row = 0; row < situations.size(); row++) {
            int at = row;
            word.of(situations.get(row).facts()).stream()
                    .filter(text -> !text.isEmpty())
                    .forEach(text -> {
                        var same = word.comparable(text);
                        written.putIfAbsent(same, text);
                        having.computeIfAbsent(same, _ -> new ArrayList<>()).add(at);
                    });
        }
        var common = new LinkedHashMap<String, List<Integer>>();
        having.entrySet().stream()
                .sorted((one, other) ->
                        Integer.compare(other.getValue().size(), one.getValue().size()))
                .limit(MOST_TEXTS)
                .forEach(each -> common.put(written.getOrDefault(each.getKey(), each.getKey()), each.getValue()));
        return common;
    }
}
