package io.stockrule.language.editing;

import io.stockrule.language.Findings;
import io.stockrule.language.Provision;
import io.stockrule.language.Reserve;
import io.stockrule.language.meaning.Wording;
import io.stockrule.language.reading.ProfileBuilder;
import io.stockrule.language.reading.Statement;
import io.stockrule.stock.Phrase;
import io.stockrule.stock.Saying;
import io.stockrule.stock.TraceStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Which statement of a profile's text a step of its decisions comes from.
public final class StepPlaces {
    private static final Map<String, Setting> SETTINGS = Map.ofEntries(
            Map.entry("all warehouses count", Setting.WAREHOUSES),
            Map.entry("all warehouses but the excepted ones count", Setting.WAREHOUSES),
            Map.entry("only the named warehouses count", Setting.WAREHOUSES),
            Map.entry("the first of the named warehouses that has enough counts", Setting.WAREHOUSES),
            Map.entry("unknown stock lists the number that the profile names for it", Setting.UNKNOWN_STOCK),
            Map.entry("unknown stock stops when the profile says so", Setting.UNKNOWN_STOCK),
            Map.entry("unknown stock holds when the profile says so", Setting.UNKNOWN_STOCK),
            Map.entry("single stock lists 1 of goods that nobody counts", Setting.QUANTITY),
            Map.entry("custom quantity lists its number of goods that nobody counts", Setting.QUANTITY),
            Map.entry("a quantity that follows stock holds while stock is unknown", Setting.QUANTITY),
            Map.entry("the reserve is kept back", Setting.RESERVE),
            Map.entry("a percentage of what is available is kept back", Setting.RESERVE),
            Map.entry("only a share is offered", Setting.SHARE),
            Map.entry("product value lists all that is sellable", Setting.QUANTITY),
            Map.entry("not more than a number lists the sellable stock up to it", Setting.QUANTITY),
            Map.entry("single stock lists 1, whatever the stock", Setting.QUANTITY),
            Map.entry("custom quantity lists its number, whatever the stock", Setting.QUANTITY),
            Map.entry("too few are listed as none", Setting.MINIMUM),
            Map.entry("only whole steps are listed", Setting.STEPS));

    private static final String OF_WAREHOUSES = "warehouses keep back reserves of their own";

    private final Map<Setting, Origin> settings = new HashMap<>();
    private final Map<String, Origin> others = new HashMap<>();
    private final List<LimitedPlace> limited = new ArrayList<>();
    /// By how the sentences of the file's rules begin.
    private final Map<String, Origin> includes = new HashMap<>();

    /// @param line the first of the statement, from 1
    /// @param statement on one line, without comments
    public record Origin(int line, String statement) {
        private static Origin of(Statement statement) {
            return new Origin(statement.place().span().line(), statement.place().text());
        }
    }

    /// A statement for some listings only, of which a step tells for whom it is.
    private record LimitedPlace(Statement.Narrows statement, Origin origin) {
        boolean isOf(String rule, String sentence) {
            var limited = ProfileBuilder.limited(statement);
            return isOf(rule) && Phrase.isFor(limited.whom(), sentence) && sentence.contains(said(limited.provision()));
        }

        /// What each sentence about it contains, whatever the stock.
        private static String said(Provision provision) {
            return switch (provision) {
                case Provision.Keeps(var reserve) ->
                    reserve.warehouse()
                            .map(at -> " kept in reserve at " + at)
                            .orElseGet(() -> kept(reserve.kept()) + " kept in reserve");
                case Provision.Offers(int percent) -> said(Wording.share(percent));
                case Provision.Lists(var mode) -> said(Wording.quantity(mode));
                case Provision.ListsNothingBelow(int minimum) -> said(Wording.minimum(minimum));
                case Provision.ListsInSteps(int steps) -> said(Wording.steps(steps));
                case Provision.Counts(var counting) -> counting.written();
                case Provision.Selects _, Provision.Handles _, Provision.KnowsNoStock _, Provision.Includes _ -> "";
            };
        }

        private static String said(Saying saying) {
            return new TraceStep("", OptionalLong.empty(), OptionalLong.empty(), saying).sentence();
        }

        private static String kept(Reserve.Kept kept) {
            return switch (kept) {
                case Reserve.Kept.Units(int units) -> String.valueOf(units);
                case Reserve.Kept.Percent(int percent) -> percent + "%";
            };
        }

        private boolean isOf(String rule) {
            if (statement.statement() instanceof Statement.Keeps keeps
                    && keeps.warehouse().isPresent()) {
                return rule.equals(OF_WAREHOUSES);
            }
            var setting = SETTINGS.get(rule);
            return Setting.of(statement.statement())
                    .filter(own -> own == setting || own == Setting.COUNTING && setting == Setting.WAREHOUSES)
                    .isPresent();
        }
    }

    private StepPlaces() {}

    public static StepPlaces in(String text) {
        var places = new StepPlaces();
        int exceptions = 0;
        for (var written : WrittenStatement.in(text, new Findings())) {
            var statement = written.statement();
            var place = Origin.of(statement);
            if (statement.forAny() instanceof Statement.Includes(var file, var _)) {
                places.includes.putIfAbsent(Phrase.ofIncluded(file.text()), place);
            } else if (statement instanceof Statement.Narrows narrows) {
                places.limited.add(new LimitedPlace(narrows, place));
            } else if (statement instanceof Statement.Keeps(var _, var warehouse, var _) && warehouse.isPresent()) {
                places.others.putIfAbsent(OF_WAREHOUSES, place);
            } else if (statement instanceof Statement.Excepts excepts) {
                for (var _ : excepts.branches().toList()) {
                    places.others.put(Wording.exceptionRule(++exceptions), place);
                }
            } else {
                Setting.of(statement).ifPresent(setting -> places.settings.putIfAbsent(setting, place));
            }
        }
        return places;
    }

    /// The statement of a step: of a rule of an included file, that which includes it.
    ///
    /// @param rule the step's
    /// @param sentence the step's
    /// @return empty for what no statement says: a default, the listing's pack size
    public Optional<Origin> of(String rule, String sentence) {
        return limited.stream()
                .filter(each -> each.isOf(rule, sentence))
                .map(LimitedPlace::origin)
                .findFirst()
                .or(() -> Optional.ofNullable(SETTINGS.get(rule)).map(settings::get))
                .or(() -> Optional.ofNullable(SETTINGS.get(rule))
                        .filter(Setting.WAREHOUSES::equals)
                        .map(_ -> settings.get(Setting.COUNTING)))
                .or(() -> Optional.ofNullable(others.get(rule)))
                .or(() -> includes.entrySet().stream()
                        .filter(file -> sentence.startsWith(file.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }
}
