package io.stockrule.profile.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.language.Action;
import io.stockrule.language.Branch;
import io.stockrule.language.Counting;
import io.stockrule.language.Expectation;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.LimitedStatements;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.ProfilePromise;
import io.stockrule.language.Promise;
import io.stockrule.language.Provision;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.Span;
import io.stockrule.language.UnknownStock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads the tree of a profile from JSON that has the form of the [ProfileSchema]. Whether the tree is a profile is for
/// the checker to say.
final class ProfileFromJson {
    private ProfileFromJson() {}

    static Profile read(JsonNode json) {
        var profile = withoutExpectations(json);
        return profile.withExpectations(list(json.path("expectations"), each -> expectation(each, profile)));
    }

    private static Profile withoutExpectations(JsonNode json) {
        var limited = list(json.path("limited"), ProfileFromJson::limited);
        var includes = includes(json, limited);
        return new Profile(
                json.path("profile").asText(),
                optional(json, "use", ProfileFromJson::selection).orElse(new Selection.All()),
                optional(json, "count", ProfileFromJson::counting).orElse(Counting.AVAILABLE),
                list(json.path("keep"), ProfileFromJson::reserve),
                number(json, "offer"),
                optional(json, "quantity", ProfileFromJson::mode).orElse(new QuantityMode.ProductValue()),
                json.path("listNothingBelow").asInt(),
                json.path("listInSteps").asInt(1),
                number(json, "handlingDays"),
                optional(json, "whenStockIsUnknown", ProfileFromJson::unknown),
                list(json.path("exceptions"), ProfileFromJson::exceptions).stream()
                        .flatMap(List::stream)
                        .toList(),
                includes,
                list(json.path("promises"), each -> new ProfilePromise(promise(each), "", Span.NOWHERE)),
                List.of(),
                LimitedStatements.of(limited, includes));
    }

    /// Files that only some listings include come last unless the list of all says where.
    private static List<String> includes(JsonNode json, List<LimitedStatement> limited) {
        return Stream.concat(
                        texts(json.path("includeRules")).stream(),
                        limited.stream()
                                .flatMap(each -> each.provision() instanceof Provision.Includes(var file)
                                        ? Stream.of(file)
                                        : Stream.of()))
                .distinct()
                .toList();
    }

    private static LimitedStatement limited(JsonNode json) {
        return new LimitedStatement(provision(json), ConditionFromJson.read(json.path("where")), "", Span.NOWHERE);
    }

    private static Provision provision(JsonNode json) {
        return Stream.<Optional<? extends Provision>>of(
                        optional(json, "use", it -> new Provision.Selects(selection(it))),
                        optional(json, "count", it -> new Provision.Counts(counting(it))),
                        optional(json, "keep", it -> new Provision.Keeps(reserve(it))),
                        optional(json, "offer", it -> new Provision.Offers(it.asInt())),
                        optional(json, "quantity", it -> new Provision.Lists(mode(it))),
                        optional(json, "listNothingBelow", it -> new Provision.ListsNothingBelow(it.asInt())),
                        optional(json, "listInSteps", it -> new Provision.ListsInSteps(it.asInt())),
                        optional(json, "handlingDays", it -> new Provision.Handles(it.asInt())),
                        optional(json, "whenStockIsUnknown", it -> new Provision.KnowsNoStock(unknown(it))),
                        optional(json, "includeRules", it -> new Provision.Includes(it.asText())))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static Selection selection(JsonNode json) {
        var names = texts(json.path("names"));
        return switch (json.path("warehouses").asText()) {
            case "all except" -> new Selection.AllExcept(names);
            case "named" -> new Selection.Named(names);
            case "first of" -> new Selection.FirstOf(names, json.path("atLeast").asInt());
            default -> new Selection.All();
        };
    }

    private static Counting counting(JsonNode json) {
        return Stream.of(Counting.values())
                .filter(each -> each.written().equals(json.asText()))
                .findFirst()
                .orElseThrow();
    }

    private static Reserve reserve(JsonNode json) {
        var kept = json.has("units")
                ? new Reserve.Kept.Units(json.path("units").asInt())
                : new Reserve.Kept.Percent(json.path("percent").asInt());
        return new Reserve(kept, optional(json, "at", JsonNode::asText));
    }

    private static QuantityMode mode(JsonNode json) {
        int number = json.path("number").asInt();
        return switch (json.path("mode").asText()) {
            case "single stock" -> new QuantityMode.SingleStock();
            case "custom quantity" -> new QuantityMode.CustomQuantity(number);
            case "not more than" -> new QuantityMode.NotMoreThan(number);
            default -> new QuantityMode.ProductValue();
        };
    }

    private static UnknownStock unknown(JsonNode json) {
        return switch (json.path("action").asText()) {
            case "list" -> new UnknownStock.ListNumber(json.path("number").asInt());
            case "hold" -> new UnknownStock.Hold();
            default -> new UnknownStock.Stop();
        };
    }

    private static List<ProfileException> exceptions(JsonNode json) {
        var otherwise = Optional.of(json.path("otherwise")).filter(it -> !it.isMissingNode());
        return ProfileException.of(
                ConditionFromJson.read(json.path("when")),
                branch(json),
                otherwise.map(ProfileFromJson::branch),
                List.of(""),
                Span.NOWHERE);
    }

    private static Branch branch(JsonNode json) {
        var then = json.path("then");
        return new Branch(then.isMissingNode() ? new Action.Leave() : action(then), number(json, "handlingDays"));
    }

    private static Action action(JsonNode json) {
        int number = json.path("number").asInt();
        return switch (json.path("action").asText()) {
            case "list" -> new Action.ListNumber(number);
            case "list product value" -> new Action.ListProductValue();
            case "list at most" -> new Action.ListAtMost(number);
            case "list at least" -> new Action.ListAtLeast(number);
            case "add" -> new Action.Add(number);
            case "subtract" -> new Action.Subtract(number);
            case "hold" -> new Action.Hold();
            default -> new Action.Stop();
        };
    }

    private static Promise promise(JsonNode json) {
        return switch (json.asText()) {
            case "listed is at most available" -> new Promise.AtMostAvailable();
            case "listed is 0 when available is 0" -> new Promise.NothingOfNothing();
            default -> new Promise.NeverRises();
        };
    }

    private static Expectation expectation(JsonNode json, Profile profile) {
        return new Expectation(
                FactsFromJson.read(json, profile), expected(json), "", Span.NOWHERE, steps(json, profile));
    }

    private static List<Expectation.Step> steps(JsonNode json, Profile profile) {
        var steps = new ArrayList<Expectation.Step>();
        var said = (ObjectNode) json;
        for (var step : json.path("then")) {
            said = StepJson.after(said, step);
            steps.add(new Expectation.Step(FactsFromJson.read(said, profile), expected(step), Span.NOWHERE));
        }
        return steps;
    }

    private static Expectation.Expected expected(JsonNode json) {
        return switch (json.path("outcome").asText()) {
            case "lists" -> new Expectation.Lists(json.path("number").asInt());
            case "holds" -> new Expectation.IsHeld();
            default -> new Expectation.IsStopped();
        };
    }

    private static OptionalInt number(JsonNode json, String name) {
        return json.has(name) ? OptionalInt.of(json.path(name).asInt()) : OptionalInt.empty();
    }

    static <T> Optional<T> optional(JsonNode json, String name, Function<JsonNode, T> read) {
        return json.has(name) ? Optional.of(read.apply(json.path(name))) : Optional.empty();
    }

    /// Empty when there is none.
    static List<String> texts(JsonNode json) {
        return list(json, JsonNode::asText);
    }

    static <T> List<T> list(JsonNode json, Function<JsonNode, T> read) {
        return json.valueStream().map(read).toList();
    }
}
