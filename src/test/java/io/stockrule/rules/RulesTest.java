package io.stockrule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.*;
import io.stockrule.stock.*;
import java.nio.file.Path;
import java.util.*;
import org.junit.jupiter.api.Test;

class RulesTest {
    @Test
    void thin() {
        var t = System.nanoTime();
        var rules = Rules.load(Path.of("rules"));
        System.out.println("load ms " + (System.nanoTime() - t) / 1000000);
        var profile = new Profile(
                "x",
                new Selection.All(),
                2,
                new QuantityMode.NotMoreThan(3),
                Optional.empty(),
                List.of(
                        new ProfileException(
                                new Condition.AmountTest(new Condition.Amount.Listed(), new Comparison.AtLeast(3)),
                                new Action.Add(4),
                                "when listed is at least 3 then add 4",
                                new Span(1, 1, 1)),
                        new ProfileException(
                                new Condition.AmountTest(new Condition.Amount.Listed(), new Comparison.AtLeast(4)),
                                new Action.Add(4),
                                "when listed is at least 4 then add 4",
                                new Span(1, 1, 1))),
                List.of());
        var facts = new ListingFacts(
                new VariantFacts(
                        "s",
                        "",
                        "",
                        "",
                        List.of(),
                        "",
                        List.of(),
                        true,
                        false,
                        List.of(
                                new WarehouseStock("Berlin", OptionalLong.of(12), true),
                                new WarehouseStock("Hamburg", OptionalLong.of(3), true))),
                "DE",
                1,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
        var d = rules.decide(List.of(new Question(profile, facts))).getFirst();
        System.out.println(d);
        assertThat(d).isEqualTo(Interpreter.decide(profile, facts));
    }
}
