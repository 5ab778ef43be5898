package io.stockrule.language.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.ProfileText;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.TraceStep;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a merchant reads who asks why: every rule's name, both amounts and the sentence. The rules tell the same, which
/// a comparison with this interpreter holds them to.
class TraceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            STATEMENTS | LEVELS | PACK | STEP
            quantity product value | Berlin 12; Hamburg 3 | 1 | all warehouses count: none -> 15: Berlin 12 + Hamburg 3 = 15 available
            use all warehouses except "Berlin" | Berlin 12; Hamburg 3 | 1 | all warehouses but the excepted ones count: none -> 3: Hamburg 3 available
            use warehouse "Hamburg" | Berlin 12; Hamburg 3 | 1 | only the named warehouses count: none -> 3: Hamburg 3 available
            use the first of "Berlin", "Hamburg" with at least 13 | Berlin 12; Hamburg 13 | 1 | the first of the named warehouses that has enough counts: none -> 13: Hamburg 13 available
            quantity product value | Berlin 1; Hamburg unknown; Wien -3 | 1 | all warehouses count: none -> -2: Berlin 1 + Hamburg unknown + Wien -3 = -2 available
            quantity product value | A 1; B 1; C 1; D 1; E 1; F 1; G 1; H 1; I 1; J 1 | 1 | all warehouses count: none -> 10: A 1 + B 1 + C 1 + D 1 + E 1 + F 1 + G 1 + H 1 + I 1 + J 1 = 10 available
            quantity product value | A 1; B 1; C 1; D 1; E 1; F 1; G 1; H 1; I 1; J 1; K 1; L 1 | 1 | all warehouses count: none -> 12: A 1 + B 1 + C 1 + D 1 + E 1 + F 1 + G 1 + H 1 + I 1 + J 1 + 2 more = 12 available
            quantity product value | Berlin unknown | 1 | all warehouses count: none -> none: Berlin unknown: stock is unknown
            quantity product value | untracked | 1 | all warehouses count: none -> none: Shopify does not count this item: stock is unknown
            use warehouse "Wien" | Berlin 12 | 1 | only the named warehouses count: none -> none: no chosen warehouse stocks this item: stock is unknown
            count on hand | Berlin 12 on hand 15; Hamburg 3 on hand 4 | 1 | all warehouses count: none -> 19: Berlin 15 + Hamburg 4 = 19 on hand
            count on hand and incoming | Berlin 12 on hand 15 incoming 5 | 1 | all warehouses count: none -> 20: Berlin 20 on hand and incoming
            count available and incoming | Berlin -2 incoming 5 | 1 | all warehouses count: none -> 3: Berlin 3 available and incoming
            count on hand | Berlin 12 | 1 | all warehouses count: none -> none: Berlin unknown on hand: stock is unknown
            count on hand | untracked | 1 | all warehouses count: none -> none: Shopify does not count this item: stock is unknown
            count on hand where marketplace is "DE"; use warehouse "Berlin" where marketplace is "DE" | Berlin 2 on hand 3 | 1 | only the named warehouses count: none -> 3: Berlin 3 on hand, for DE, for DE
            when on hand is 4 then stop | Berlin 2 on hand 3; Wien 0 on hand 1 | 1 | exception 1 of the profile: 2 -> 0: when on hand is 4 then stop: 0
            when committed at "Wien" is 1 then stop | Berlin 2; Wien 0 committed 1 inactive; Wien 0 committed 1 | 1 | exception 1 of the profile: 2 -> 0: when committed at "Wien" is 1 then stop: 0
            when not incoming is above 0 then list 1 | Berlin 2 | 1 | exception 1 of the profile: 2 -> 1: when not incoming is above 0 then list 1: 1
            use warehouse "Berlin"; when incoming is 3 then list 1 | Berlin 2 incoming 3; Wien 4 incoming 5 | 1 | exception 1 of the profile: 2 -> 1: when incoming is 3 then list 1: 1
            when stock is unknown then list 5 | Berlin unknown | 1 | unknown stock lists the number that the profile names for it: none -> 5: stock is unknown, list 5: 5
            when stock is unknown then stop | Berlin unknown | 1 | unknown stock stops when the profile says so: none -> 0: stock is unknown, stop: 0
            when stock is unknown then hold | Berlin unknown | 1 | unknown stock holds when the profile says so: none -> none: stock is unknown: hold
            quantity single stock | Berlin unknown | 1 | single stock lists 1 of goods that nobody counts: none -> 1: stock is unknown, single stock: 1
            quantity custom quantity 7 | Berlin unknown | 1 | custom quantity lists its number of goods that nobody counts: none -> 7: stock is unknown, custom quantity 7: 7
            keep 2 in reserve | Berlin 12 | 1 | the reserve is kept back: 12 -> 10: 2 kept in reserve: 10
            keep 10% in reserve | Berlin 12 | 1 | a percentage of what is available is kept back: 12 -> 10: 10% kept in reserve, 2 units: 10
            keep 2 in reserve at "Berlin" | Berlin 12; Hamburg 1 | 1 | warehouses keep back reserves of their own: 13 -> 11: 2 kept in reserve at Berlin: 11
            keep 50% in reserve at "Berlin" | Berlin 5; Hamburg 1 | 1 | warehouses keep back reserves of their own: 6 -> 3: 3 kept in reserve at Berlin: 3
            offer 80% | Berlin 12 | 1 | only a share is offered: 12 -> 9: 80% offered: 9
            quantity product value | Berlin 20 | 6 | packs sell only whole: 20 -> 3: packs of 6: 3
            quantity product value | Berlin -3 | 1 | less than nothing cannot be sold: -3 -> 0: not below 0: 0
            quantity not more than 10 | Berlin 20 | 1 | not more than a number lists the sellable stock up to it: 20 -> 10: not more than 10: 10
            quantity single stock | Berlin 20 | 1 | single stock lists 1, whatever the stock: 20 -> 1: single stock: 1
            quantity custom quantity 7 | Berlin 20 | 1 | custom quantity lists its number, whatever the stock: 20 -> 7: custom quantity 7: 7
            list nothing below 3 | Berlin 2 | 1 | too few are listed as none: 2 -> 0: nothing below 3: 0
            list nothing below 3 | Berlin 3 | 1 | product value lists all that is sellable: 3 -> 3: product value: 3
            list in steps of 5 | Berlin 12 | 1 | only whole steps are listed: 12 -> 10: in steps of 5: 10
            list in steps of 5; list nothing below 3 | Berlin 4 | 1 | only whole steps are listed: 4 -> 0: in steps of 5: 0
            list in steps of 5; quantity not more than 12 | Berlin 10 | 1 | not more than a number lists the sellable stock up to it: 10 -> 10: not more than 12: 10
            when available is 1 then hold; when available is 2 then list 5 | Berlin 2 | 1 | exception 2 of the profile: 2 -> 5: when available is 2 then list 5: 5
            when available is 2 then stop | Berlin 2 | 1 | exception 1 of the profile: 2 -> 0: when available is 2 then stop: 0
            when available is 2 then hold | Berlin 2 | 1 | exception 1 of the profile: 2 -> none: when available is 2 then hold
            use warehouse "Berlin" where marketplace is "DE" | Berlin 2; Hamburg 3 | 1 | only the named warehouses count: none -> 2: Berlin 2 available, for DE
            use warehouses "Berlin", "Hamburg" where marketplace is "DE" | Berlin 2; Hamburg 3 | 1 | only the named warehouses count: none -> 5: Berlin 2 + Hamburg 3 = 5 available, for DE
            keep 2 in reserve where marketplace is one of "DE", "AT" | Berlin 12 | 1 | the reserve is kept back: 12 -> 10: 2 kept in reserve, where marketplace is one of "DE", "AT": 10
            keep 10% in reserve where marketplace is "DE" | Berlin 12 | 1 | a percentage of what is available is kept back: 12 -> 10: 10% kept in reserve, 2 units, for DE: 10
            keep 2 in reserve at "Berlin" where tag is empty | Berlin 12 | 1 | warehouses keep back reserves of their own: 12 -> 10: 2 kept in reserve at Berlin, where tag is empty: 10
            offer 80% where marketplace is "DE" | Berlin 12 | 1 | only a share is offered: 12 -> 9: 80% offered, for DE: 9
            quantity not more than 3 where marketplace is "DE" | Berlin 12 | 1 | not more than a number lists the sellable stock up to it: 12 -> 3: not more than 3, for DE: 3
            quantity not more than 3 where marketplace is "FR" | Berlin 12 | 1 | product value lists all that is sellable: 12 -> 12: product value: 12
            list nothing below 3 where marketplace is "DE" | Berlin 2 | 1 | too few are listed as none: 2 -> 0: nothing below 3, for DE: 0
            list in steps of 5 where marketplace is "DE" | Berlin 12 | 1 | only whole steps are listed: 12 -> 10: in steps of 5, for DE: 10
            quantity single stock where marketplace is "DE" | Berlin unknown | 1 | single stock lists 1 of goods that nobody counts: none -> 1: stock is unknown, single stock, for DE: 1
            when stock is unknown then list 5 where marketplace is "DE" | Berlin unknown | 1 | unknown stock lists the number that the profile names for it: none -> 5: stock is unknown, list 5, for DE: 5
            when stock is unknown then hold where marketplace is "DE" | Berlin unknown | 1 | unknown stock holds when the profile says so: none -> none: stock is unknown: hold, for DE
            quantity product value | Berlin 2000000 | 1 | Amazon is never sent less than 0 or more than 999,999: 2000000 -> 999999: Amazon is sent 0 to 999999: 999999
            when available is 2 then add 1000000 | Berlin 2 | 1 | Amazon is never sent less than 0 or more than 999,999: 1000002 -> 999999: Amazon is sent 0 to 999999: 999999
            """)
    void each_step_that_changes_something_is_told(String statements, String levels, int pack, String step) {
        assertThat(trace(statements, levels, pack)).contains(step);
    }

    @Test
    void steps_that_change_nothing_are_not_told() {
        assertThat(trace("keep 2 in reserve; offer 50%; quantity not more than 3; list nothing below 2", "Berlin 1", 1))
                .containsExactly(
                        "all warehouses count: none -> 1: Berlin 1 available",
                        "the reserve is kept back: 1 -> -1: 2 kept in reserve: -1",
                        "only a share is offered: -1 -> 0: 50% offered: 0",
                        "not more than a number lists the sellable stock up to it: 0 -> 0: not more than 3: 0");
        assertThat(trace("offer 100%; when available is 8 then stop", "Berlin 0", 1))
                .containsExactly(
                        "all warehouses count: none -> 0: Berlin 0 available",
                        "product value lists all that is sellable: 0 -> 0: product value: 0");
    }

    /// A step as `rule: before -> after: sentence`.
    private static List<String> trace(String statements, String levels, int packSize) {
        var profile = ProfileText.of(statements.replace("; ", "\n"));
        var variant = new VariantFacts(
                "", "", "", "", List.of(), "", List.of(), !levels.equals("untracked"), false, stock(levels));
        var facts = new ListingFacts(variant, "DE", packSize, OptionalInt.empty(), Optional.empty(), Optional.empty());
        return Interpreter.decide(profile, facts).trace().stream()
                .map(TraceTest::told)
                .toList();
    }

    private static String told(TraceStep step) {
        return "%s: %s -> %s: %s".formatted(step.rule(), amount(step.before()), amount(step.after()), step.sentence());
    }

    private static String amount(OptionalLong amount) {
        return amount.isPresent() ? Long.toString(amount.getAsLong()) : "none";
    }

    private static List<WarehouseStock> stock(String levels) {
        return levels.equals("untracked")
                ? List.of()
                : Arrays.stream(levels.split("; ")).map(TraceTest::level).toList();
    }

    private static WarehouseStock level(String text) {
        var parts = text.split(" ");
        var units = parts[1].equals("unknown") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parts[1]));
        return new WarehouseStock(
                parts[0],
                units,
                !text.endsWith("inactive"),
                held(text, "on hand"),
                held(text, "committed"),
                held(text, "incoming"));
    }

    private static OptionalLong held(String level, String part) {
        var found = Pattern.compile(part + " (\\d+)").matcher(level);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }
}
