package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.LinkedListing;
import io.stockrule.listing.TargetKey;
import io.stockrule.rules.RulesInUse;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.ListingOverride.Kind;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.Overrides;
import io.stockrule.stock.Phrase;
import io.stockrule.stock.Saying;
import io.stockrule.stock.TraceStep;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.VariantKey;
import io.stockrule.stock.WarehouseStock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    /// What is in the database for ever: a name here that is not there any more cannot be read.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "SENTENCE        | 0    | stopped by hand                  | stopped by hand",
                "COUNTED         | 12   | Berlin;12                        | Berlin 12 available",
                "COUNTED         | 12   | ~;12                             | 12 available",
                "COUNTED         | 15   | Berlin;12;Hamburg;3              | Berlin 12 + Hamburg 3 = 15 available",
                "COUNTED         | 15   | Berlin;12;Hamburg;unknown;4      | Berlin 12 + Hamburg unknown + 4 more = 15 available",
                "BUNDLES         | 4    | 2;1;FIG;2;CEDAR;~;Berlin;3;Hamburg;0 | 1 FIG + 2 CEDAR make one; Berlin 3 + Hamburg 0, 4 available in all",
                "BUNDLES         | 4    | 1;1;~; and more;Berlin;3        | 1 without a SKU and more make one; Berlin 3, 4 available in all",
                "UNKNOWN         |      | Berlin;unknown                   | Berlin unknown: stock is unknown",
                "NOT_TRACKED     |      |                                  | Shopify does not count this item: stock is unknown",
                "NOT_STOCKED     |      |                                  | no chosen warehouse stocks this item: stock is unknown",
                "NOT_GIVEN       |      |                                  | no number is given: stock is unknown",
                "UNKNOWN_LISTS   | 5    |                                  | stock is unknown, list 5: 5",
                "UNKNOWN_BY_MODE | 1    | SINGLE_STOCK                     | stock is unknown, single stock: 1",
                "UNKNOWN_BY_MODE | 7    | CUSTOM_QUANTITY;7                | stock is unknown, custom quantity 7: 7",
                "UNKNOWN_STOPS   | 0    |                                  | stock is unknown, stop: 0",
                "UNKNOWN_HOLDS   |      |                                  | stock is unknown: hold",
                "RESERVE         | 13   | 2                                | 2 kept in reserve: 13",
                "RESERVE_PERCENT | 13   | 10;2                             | 10% kept in reserve, 2 units: 13",
                "RESERVE_AT      | 11   | 2;Berlin                         | 2 kept in reserve at Berlin: 11",
                "SHARE           | 10   | 80                               | 80% offered: 10",
                "MINIMUM         | 0    | 3                                | nothing below 3: 0",
                "STEPS           | 10   | 5                                | in steps of 5: 10",
                "PACKS           | 2    | 6                                | packs of 6: 2",
                "NOT_BELOW_0     | 0    |                                  | not below 0: 0",
                "PRODUCT_VALUE   | 9    |                                  | product value: 9",
                "SINGLE_STOCK    | 1    |                                  | single stock: 1",
                "CUSTOM_QUANTITY | 7    | 7                                | custom quantity 7: 7",
                "NOT_MORE_THAN   | 3    | 3                                | not more than 3: 3",
                "LIMITED         | 3    | for Candle;NOT_MORE_THAN;3       | not more than 3, for Candle: 3",
                "LIMITED         |      | where tag is \"a: 1\";UNKNOWN_HOLDS | stock is unknown: hold, where tag is \"a: 1\"",
                "LIMITED         | 5    | for DE;COUNTED;Berlin;2;Wien;3   | Berlin 2 + Wien 3 = 5 available, for DE",
                "LIMITED         | 1    | for DE;UNKNOWN_BY_MODE;SINGLE_STOCK | stock is unknown, single stock, for DE: 1",
                "COUNTED_OTHERWISE | 17 | on hand;COUNTED;Berlin;14;Wien;3 | Berlin 14 + Wien 3 = 17 on hand",
                "COUNTED_OTHERWISE | 4  | on hand and incoming;BUNDLES;1;2;FIG;~;Berlin;4 | 2 FIG make one; Berlin 4, 4 on hand and incoming in all",
                "COUNTED_OTHERWISE |    | on hand;UNKNOWN;Berlin;unknown   | Berlin unknown on hand: stock is unknown",
                "COUNTED_OTHERWISE |    | on hand;NOT_TRACKED              | Shopify does not count this item: stock is unknown",
                "LIMITED         | 9    | for Candle;COUNTED_OTHERWISE;on hand;COUNTED;Berlin;9 | Berlin 9 on hand, for Candle",
                "EXCEPTION       | 0    | when available is below 3 then list 0 | when available is below 3 then list 0: 0",
                "EXCEPTION       |      | when listed is 3 then hold       | when listed is 3 then hold",
                "INCLUDED        | 8    | seasonal-cap;Candles;list at most 8 | rules \"seasonal-cap\", \"Candles\", list at most 8: 8",
                "OVERRIDE_RESERVE | 8   | 5;slow carrier;Anna              | 5 more kept in reserve, \"slow carrier\" (Anna): 8",
                "OVERRIDE_CAP    | 3    | 3;slow carrier;Anna              | capped at 3, \"slow carrier\" (Anna): 3",
                "OVERRIDE_PIN    | 7    | 7;photo shoot;Anna               | pinned to 7, \"photo shoot\" (Anna): 7",
                "GUARD           | 999999 | 0;999999                       | Amazon is sent 0 to 999999: 999999"
            })
    void every_phrase_is_kept_and_read_as_the_same_sentence(String phrase, Long after, String words, String sentence) {
        var step = new TraceStep(
                "a rule",
                OptionalLong.empty(),
                after == null ? OptionalLong.empty() : OptionalLong.of(after),
                new Saying(Phrase.valueOf(phrase), words(words)));
        var read =
                StoredReasons.read(Reasons.of(decided(step), Optional.empty()).write(JSON), JSON);
        assertThat(read.steps()).containsExactly(step);
        assertThat(read.trace().get(0).path("sentence").asText()).isEqualTo(sentence);
    }

    @Test
    void a_level_is_written_as_before_where_nothing_more_is_known_of_it() throws JsonProcessingException {
        var plain = new WarehouseStock("Berlin", OptionalLong.of(4), true);
        var written = "{\"warehouse\":\"Berlin\",\"available\":4,\"active\":true}";
        assertThat(JSON.writeValueAsString(plain)).isEqualTo(written);
        assertThat(JSON.readValue(written, WarehouseStock.class)).isEqualTo(plain);
        var whole = new WarehouseStock(
                "Berlin", OptionalLong.of(4), true, OptionalLong.of(9), OptionalLong.of(5), OptionalLong.of(0));
        assertThat(JSON.readValue(JSON.writeValueAsString(whole), WarehouseStock.class))
                .isEqualTo(whole);
    }

    @Test
    void no_phrase_is_untried() throws NoSuchMethodException {
        var tried = Arrays.stream(ReasonsTest.class
                        .getDeclaredMethod(
                                "every_phrase_is_kept_and_read_as_the_same_sentence",
                                String.class,
                                Long.class,
                                String.class,
                                String.class)
                        .getAnnotation(CsvSource.class)
                        .value())
                .map(row -> Phrase.valueOf(row.substring(0, row.indexOf('|')).strip()));
        assertThat(tried.distinct()).containsExactlyInAnyOrder(Phrase.values());
    }

    /// As a later version may write it, which was taken back since.
    @Test
    void a_step_that_is_not_known_here_spoils_no_other() {
        var read = StoredReasons.read("""
                {"v": 2, "facts": {}, "steps": [
                    ["all count", null, 12, "COUNTED", ["Berlin", "12"]],
                    ["a new rule", 12, 10, "A_NEW_PHRASE", ["2"]],
                    ["all count", null, null, "BUNDLES", ["x"]]]}
                """, JSON);
        assertThat(read.steps().stream().map(TraceStep::sentence))
                .containsExactly(
                        "Berlin 12 available",
                        "this version cannot tell this step",
                        "this version cannot tell this step");
    }

    private static List<String> words(String words) {
        return words == null
                ? List.of()
                : Arrays.stream(words.split(";", -1))
                        .map(word -> word.equals("~") ? "" : word)
                        .toList();
    }

    @Test
    void what_is_kept_is_told_in_full_and_with_what_was_subtracted() throws Exception {
        var counted = new TraceStep(
                "all count", OptionalLong.empty(), OptionalLong.of(12), Saying.of(Phrase.COUNTED, "Berlin", "12"));
        var ordered = new TraceStep("Ordered on Amazon", OptionalLong.of(12), OptionalLong.of(11), "1 ordered: 11");
        var text = Reasons.of(decided(counted), Optional.of(ordered)).write(JSON);
        assertThat(text).doesNotContain("available\":\"", "12 available");
        assertThat(asRead(StoredReasons.read(text, JSON)))
                .isEqualTo(JSON.readTree("""
                {"listing": 7, "profile": 3, "profileVersion": 4,
                 "facts": %s,
                 "trace": [
                    {"rule": "all count", "before": null, "after": 12, "sentence": "Berlin 12 available"},
                    {"rule": "Ordered on Amazon", "before": 12, "after": 11, "sentence": "1 ordered: 11"}]}
                """.formatted(JSON.writeValueAsString(facts()))));
    }

    @Test
    void facts_of_a_listing_without_overrides_are_kept_as_they_were_before_there_were_any() throws Exception {
        var kept = JSON.valueToTree(facts());
        assertThat(kept.fieldNames())
                .toIterable()
                .containsExactly("variant", "marketplace", "packSize", "lastDecided", "date", "time");
    }

    @Test
    void an_override_is_kept_with_its_reason_its_author_and_its_end() throws Exception {
        var pin = new ListingOverride(
                Kind.PIN, 7, true, "photo \"shoot\"", "Anna", Optional.of(Instant.parse("2026-12-24T10:00:00Z")));
        var cap = new ListingOverride(Kind.CAP, 0, false, "slow carrier", "the file", Optional.empty());
        var kept = JSON.writeValueAsString(facts().with(Overrides.of(List.of(pin, cap))));
        assertThat(JSON.readTree(kept).path("overrides")).isEqualTo(JSON.readTree("""
                [{"kind": "CAP", "units": 0, "reason": "slow carrier", "author": "the file"},
                 {"kind": "PIN", "units": 7, "alsoWhenStopped": true, "reason": "photo \\"shoot\\"", "author": "Anna",
                  "end": "2026-12-24T10:00:00Z"}]
                """));
    }

    @Test
    void what_the_version_before_kept_is_told_as_it_was() throws Exception {
        var old = """
                {"listing": 7, "profile": 3, "profileVersion": 4, "facts": {"marketplace": "DE"},
                 "trace": [{"rule": "all count", "before": null, "after": 12, "sentence": "Berlin 12 available"}]}
                """;
        var read = StoredReasons.read(old, JSON);
        assertThat(asRead(read)).isEqualTo(JSON.readTree(old));
        assertThat(read.facts().path("marketplace").asText()).isEqualTo("DE");
        assertThat(read.steps())
                .containsExactly(
                        new TraceStep("all count", OptionalLong.empty(), OptionalLong.of(12), "Berlin 12 available"));
    }

    /// As a client of the API reads it.
    private static JsonNode asRead(StoredReasons reasons) throws JsonProcessingException {
        return JSON.readTree(reasons.all().toString());
    }

    @Test
    void nothing_kept_is_nothing_told() {
        var read = StoredReasons.read(null, JSON);
        assertThat(read.all().isNull()).isTrue();
        assertThat(read.facts().isNull()).isTrue();
        assertThat(read.steps()).isEmpty();
    }

    private static Decided decided(TraceStep step) {
        var listing = new LinkedListing(
                7,
                new TargetKey(new AccountKey(1, 2), "AMZ-1"),
                new VariantKey(1, 5, 6),
                3,
                "DE",
                1,
                false,
                Optional.empty());
        var decision = new Decision(new Outcome.Lists(12), OptionalInt.empty(), List.of(step));
        return new Decided(listing, 4, new RulesInUse("rules", Map.of()), facts(), decision);
    }

    private static ListingFacts facts() {
        var variant = new VariantFacts(
                "SKU \u00e4",
                "A \"title\"",
                "vendor",
                "type",
                List.of("tag"),
                "",
                List.of(),
                true,
                false,
                List.of(new WarehouseStock("Berlin", OptionalLong.of(12), true)));
        return new ListingFacts(
                variant,
                "DE",
                1,
                OptionalInt.of(3),
                Optional.of(LocalDate.of(2026, 11, 30)),
                Optional.of(LocalTime.of(12, 30)));
    }
}
