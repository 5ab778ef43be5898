package io.stockrule.language.writing;

import static java.util.stream.Collectors.joining;

import io.stockrule.language.Action;
import io.stockrule.language.Branch;
import io.stockrule.language.Counting;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.Promise;
import io.stockrule.language.Provision;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.UnknownStock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Writes the text of a profile from its tree, for those that come as a form and not as a text. The text is formatted,
/// and means the same: [Profile#meaning] of what the [Checker] reads of it is that of the tree.
public final class ProfileWriter {
    private ProfileWriter() {}

    /// Whether the text is accepted is for the [Checker] to say.
    public static String write(Profile profile) {
        return Stream.of(
                        Stream.of("profile " + quoted(profile.name())),
                        statements(profile),
                        limited(profile),
                        exceptions(profile.exceptions()),
                        profile.includes().stream().flatMap(each -> includes(profile, each)),
                        profile.promises().stream().map(each -> "promise " + write(each.promise())),
                        profile.expectations().stream().map(each -> ExpectationWriter.write(each, profile)))
                .flatMap(each -> each)
                .map(each -> each + "\n")
                .collect(joining());
    }

    /// But for rule files, whose order counts.
    private static Stream<String> limited(Profile profile) {
        return profile.limited().open().stream()
                .filter(each -> !(each.provision() instanceof Provision.Includes))
                .map(ProfileWriter::limited);
    }

    private static String limited(LimitedStatement limited) {
        var statement = write(limited.provision());
        var where = "where " + ConditionWriter.write(limited.where());
        boolean isLong = (statement + " " + where).codePoints().count() > Formatter.LONGEST;
        return statement + (isLong ? "\n" + Formatter.CONTINUED : " ") + where;
    }

    private static Stream<String> includes(Profile profile, String ruleFile) {
        var limited = profile.limited().open().stream()
                .filter(each -> each.provision().equals(new Provision.Includes(ruleFile)))
                .map(ProfileWriter::limited)
                .toList();
        return limited.isEmpty() ? Stream.of("include rules " + quoted(ruleFile)) : limited.stream();
    }

    /// The statement without a `where`, also where it says what is so without it.
    public static String write(Provision provision) {
        return switch (provision) {
            case Provision.Selects selects ->
                selection(selects.selection()).findFirst().orElse("use all warehouses");
            case Provision.Counts counts -> count(counts.counting());
            case Provision.Keeps keeps -> reserve(keeps.reserve());
            case Provision.Offers offers -> offer(offers.percent());
            case Provision.Lists lists -> quantity(lists.mode());
            case Provision.ListsNothingBelow below -> listNothingBelow(below.minimum());
            case Provision.ListsInSteps steps -> listInSteps(steps.steps());
            case Provision.Handles handles -> handlingTime(handles.days());
            case Provision.KnowsNoStock unknown -> unknown(unknown.action());
            case Provision.Includes includes -> "include rules " + quoted(includes.ruleFile());
        };
    }

    /// What a profile says once at most; what it says by default stays unwritten.
    private static Stream<String> statements(Profile profile) {
        return Stream.of(
                        selection(profile.selection()),
                        counting(profile.counting()),
                        profile.reserves().stream().map(ProfileWriter::reserve),
                        share(profile.share()),
                        Stream.of(quantity(profile.mode())),
                        minimum(profile.minimum()),
                        steps(profile.steps()),
                        handlingTime(profile.handlingDays()),
                        profile.unknown().stream().map(ProfileWriter::unknown))
                .flatMap(each -> each);
    }

    public static Stream<String> counting(Counting counting) {
        return counting == Counting.AVAILABLE ? Stream.of() : Stream.of(count(counting));
    }

    private static String count(Counting counting) {
        return "count " + counting.written();
    }

    public static Stream<String> share(OptionalInt percent) {
        return percent.stream().mapToObj(ProfileWriter::offer);
    }

    private static String offer(int percent) {
        return "offer " + percent + "%";
    }

    public static Stream<String> minimum(int minimum) {
        return minimum == 0 ? Stream.of() : Stream.of(listNothingBelow(minimum));
    }

    private static String listNothingBelow(int minimum) {
        return "list nothing below " + minimum;
    }

    public static Stream<String> steps(int steps) {
        return steps == 1 ? Stream.of() : Stream.of(listInSteps(steps));
    }

    private static String listInSteps(int steps) {
        return "list in steps of " + steps;
    }

    public static Stream<String> handlingTime(OptionalInt days) {
        return days.stream().mapToObj(ProfileWriter::handlingTime);
    }

    private static String handlingTime(int days) {
        return "handling time " + days + (days == 1 ? " day" : " days");
    }

    public static Stream<String> selection(Selection selection) {
        return switch (selection) {
            case Selection.All _ -> Stream.of();
            case Selection.AllExcept except -> Stream.of("use all warehouses except " + names(except.names()));
            case Selection.Named named ->
                Stream.of("use " + (named.names().size() == 1 ? "warehouse " : "warehouses ") + names(named.names()));
            case Selection.FirstOf first ->
                Stream.of("use the first of %s with at least %d".formatted(names(first.names()), first.atLeast()));
        };
    }

    public static String reserve(Reserve reserve) {
        var kept = switch (reserve.kept()) {
            case Reserve.Kept.Units(int units) -> String.valueOf(units);
            case Reserve.Kept.Percent(int percent) -> percent + "%";
        };
        return "keep " + kept + " in reserve"
                + reserve.warehouse().map(it -> " at " + quoted(it)).orElse("");
    }

    public static String quantity(QuantityMode mode) {
        return "quantity "
                + switch (mode) {
                    case QuantityMode.ProductValue _ -> "product value";
                    case QuantityMode.SingleStock _ -> "single stock";
                    case QuantityMode.CustomQuantity custom -> "custom quantity " + custom.quantity();
                    case QuantityMode.NotMoreThan capped -> "not more than " + capped.cap();
                };
    }

    public static String unknown(UnknownStock unknown) {
        return "when stock is unknown then "
                + switch (unknown) {
                    case UnknownStock.ListNumber list -> "list " + list.quantity();
                    case UnknownStock.Hold _ -> "hold";
                    case UnknownStock.Stop _ -> "stop";
                };
    }

    private static Stream<String> exceptions(List<ProfileException> exceptions) {
        var written = new ArrayList<String>();
        for (int i = 0; i < exceptions.size(); i++) {
            var exception = exceptions.get(i);
            if (i > 0 && exception.isOtherwiseOf(exceptions.get(i - 1))) {
                written.add(
                        written.removeLast() + "\n" + Formatter.CONTINUED + "otherwise " + write(exception.branch()));
            } else {
                written.add(
                        "when " + ConditionWriter.write(exception.condition()) + " then " + write(exception.branch()));
            }
        }
        return written.stream();
    }

    /// What stands behind `then` or `otherwise`.
    public static String write(Branch branch) {
        if (branch.handlingDays().isEmpty()) {
            return write(branch.action());
        }
        var time = handlingTime(branch.handlingDays().getAsInt());
        return branch.action() instanceof Action.Leave ? time : write(branch.action()) + " and " + time;
    }

    private static String write(Action action) {
        return switch (action) {
            case Action.ListNumber list -> "list " + list.quantity();
            case Action.ListProductValue _ -> "list product value";
            case Action.ListAtMost most -> "list at most " + most.quantity();
            case Action.ListAtLeast least -> "list at least " + least.quantity();
            case Action.Add add -> "add " + add.units();
            case Action.Subtract subtract -> "subtract " + subtract.units();
            case Action.Hold _ -> "hold";
            case Action.Stop _ -> "stop";
            case Action.Leave _ -> throw new IllegalArgumentException("nothing says that the number stays");
        };
    }

    private static String write(Promise promise) {
        return switch (promise) {
            case Promise.AtMostAvailable _ -> "listed is at most available";
            case Promise.NothingOfNothing _ -> "listed is 0 when available is 0";
            case Promise.NeverRises _ -> "listed never rises when available falls";
        };
    }

    static String names(List<String> names) {
        return names.stream().map(ProfileWriter::quoted).collect(joining(", "));
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
