package io.stockrule.command;

import static java.util.stream.Collectors.joining;

import io.stockrule.language.learning.Learned;
import io.stockrule.language.learning.Learned.Unexplained;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.WarehouseStock;
import io.stockrule.table.Mistake;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Says how far a learned profile can be trusted.
final class LearnReport {
    /// As many pairs as a person looks at.
    static final int SHOWN = 10;

    private final String file;
    private final Consumer<String> say;

    LearnReport(String file, Consumer<String> say) {
        this.file = file;
        this.say = say;
    }

    void tell(Learned learned) {
        say(String.format(
                Locale.ROOT, "%,d of %s explained", learned.explained(), Counted.of(learned.pairs(), "pair")));
        unexplained(learned);
        learned.open().forEach(this::say);
        learned.others().forEach(other -> say("as short, and explains as much: " + difference(learned.text(), other)));
        learned.givenUp().forEach(this::say);
    }

    private void unexplained(Learned learned) {
        var unexplained = learned.unexplained();
        unexplained.stream().limit(SHOWN).forEach(each -> say.accept(told(each)));
        if (unexplained.size() > SHOWN) {
            say(Counted.of(unexplained.size() - SHOWN, "more pair") + " not explained");
        }
        if (learned.contradicted() > 0) {
            say(String.format(
                    Locale.ROOT,
                    "%s cannot be explained by any of the profiles that are looked for: with the same facts, something else is listed as often or"
                            + " more often",
                    Counted.of(learned.contradicted(), "pair")));
        }
    }

    private String told(Unexplained each) {
        return "%s:%d: %s: %s, the profile %s"
                .formatted(
                        file,
                        each.pair().line(),
                        stock(each.pair().facts()),
                        was(each.pair().listed()),
                        decides(each.proposed()));
    }

    private static String was(OptionalInt listed) {
        return listed.isPresent() ? "listed " + listed.getAsInt() : "nothing was sent";
    }

    private static String decides(OptionalInt proposed) {
        return proposed.isPresent() ? "lists " + proposed.getAsInt() : "holds";
    }

    private static String stock(ListingFacts facts) {
        var levels = facts.variant().stock().stream().map(LearnReport::level).collect(joining(", "));
        return (facts.variant().tracked() ? levels : "stock not counted")
                + (facts.packSize() > 1 ? ", pack " + facts.packSize() : "");
    }

    private static String level(WarehouseStock level) {
        var units =
                level.available().isPresent() ? Long.toString(level.available().getAsLong()) : "unknown";
        return (level.warehouse().isEmpty() ? "available" : Mistake.quoted(level.warehouse())) + " " + units;
    }

    /// Only what the other one says otherwise.
    private static String difference(String text, String other) {
        return without(other, text) + " instead of " + without(text, other);
    }

    private static String without(String text, String other) {
        List<String> known = other.lines().toList();
        return text.lines().filter(line -> !known.contains(line)).collect(joining(", "));
    }

    private void say(String sentence) {
        say.accept("stockrule: " + sentence);
    }
}
