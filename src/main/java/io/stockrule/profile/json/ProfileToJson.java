package io.stockrule.profile.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.language.Action;
import io.stockrule.language.Branch;
import io.stockrule.language.Counting;
import io.stockrule.language.Expectation;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.Promise;
import io.stockrule.language.Provision;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.UnknownStock;
import io.stockrule.language.meaning.OneListing;
import io.stockrule.stock.ListingFacts;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Writes the tree of a profile as JSON. What a profile does by default is left out, but for the quantity mode.
final class ProfileToJson {
    private ProfileToJson() {}

    static ObjectNode write(Profile profile) {
        var json = object().put("profile", profile.name());
        if (!(profile.selection() instanceof Selection.All)) {
            json.set("use", selection(profile.selection()));
        }
        if (profile.counting() != Counting.AVAILABLE) {
            json.put("count", profile.counting().written());
        }
        list(json, "keep", profile.reserves(), ProfileToJson::reserve);
        profile.share().ifPresent(percent -> json.put("offer", percent));
        json.set("quantity", mode(profile.mode()));
        if (profile.minimum() != 0) {
            json.put("listNothingBelow", profile.minimum());
        }
        if (profile.steps() != 1) {
            json.put("listInSteps", profile.steps());
        }
        profile.handlingDays().ifPresent(days -> json.put("handlingDays", days));
        profile.unknown().ifPresent(unknown -> json.set("whenStockIsUnknown", unknown(unknown)));
        list(json, "limited", profile.limited().open(), ProfileToJson::limited);
        exceptions(json, profile.exceptions());
        list(json, "includeRules", profile.includes(), JsonNodeFactory.instance::textNode);
        list(json, "promises", profile.promises(), it -> JsonNodeFactory.instance.textNode(promise(it.promise())));
        list(json, "expectations", profile.expectations(), it -> expectation(it, profile));
        return json;
    }

    private static ObjectNode limited(LimitedStatement limited) {
        var json = object();
        json.set("where", ConditionToJson.write(limited.where().simplified()));
        return switch (limited.provision()) {
            case Provision.Selects selects -> json.set("use", selection(selects.selection()));
            case Provision.Counts counts -> json.put("count", counts.counting().written());
            case Provision.Keeps keeps -> json.set("keep", reserve(keeps.reserve()));
            case Provision.Offers offers -> json.put("offer", offers.percent());
            case Provision.Lists lists -> json.set("quantity", mode(lists.mode()));
            case Provision.ListsNothingBelow below -> json.put("listNothingBelow", below.minimum());
            case Provision.ListsInSteps steps -> json.put("listInSteps", steps.steps());
            case Provision.Handles handles -> json.put("handlingDays", handles.days());
            case Provision.KnowsNoStock unknown -> json.set("whenStockIsUnknown", unknown(unknown.action()));
            case Provision.Includes includes -> json.put("includeRules", includes.ruleFile());
        };
    }

    private static ObjectNode selection(Selection selection) {
        return switch (selection) {
            case Selection.All _ -> object().put("warehouses", "all");
            case Selection.AllExcept except -> names("all except", except.names());
            case Selection.Named named -> names("named", named.names());
            case Selection.FirstOf first -> names("first of", first.names()).put("atLeast", first.atLeast());
        };
    }

    private static ObjectNode names(String kind, Collection<String> names) {
        return object().put("warehouses", kind).set("names", texts(names));
    }

    private static ObjectNode reserve(Reserve reserve) {
        var json = switch (reserve.kept()) {
            case Reserve.Kept.Units(int units) -> object().put("units", units);
            case Reserve.Kept.Percent(int percent) -> object().put("percent", percent);
        };
        reserve.warehouse().ifPresent(at -> json.put("at", at));
        return json;
    }

    private static ObjectNode mode(QuantityMode mode) {
        return switch (mode) {
            case QuantityMode.ProductValue _ -> object().put("mode", "product value");
            case QuantityMode.SingleStock _ -> object().put("mode", "single stock");
            case QuantityMode.CustomQuantity custom ->
                object().put("mode", "custom quantity").put("number", custom.quantity());
            case QuantityMode.NotMoreThan capped ->
                object().put("mode", "not more than").put("number", capped.cap());
        };
    }

    private static ObjectNode unknown(UnknownStock unknown) {
        return switch (unknown) {
            case UnknownStock.ListNumber list -> action("list", list.quantity());
            case UnknownStock.Hold _ -> action("hold");
            case UnknownStock.Stop _ -> action("stop");
        };
    }

    private static void exceptions(ObjectNode json, List<ProfileException> exceptions) {
        ObjectNode before = object();
        for (int i = 0; i < exceptions.size(); i++) {
            var exception = exceptions.get(i);
            if (i > 0 && exception.isOtherwiseOf(exceptions.get(i - 1))) {
                before.set("otherwise", branch(object(), exception.branch()));
            } else {
                before = object();
                before.set("when", ConditionToJson.write(exception.condition().simplified()));
                json.withArray("exceptions").add(branch(before, exception.branch()));
            }
        }
    }

    private static ObjectNode branch(ObjectNode json, Branch branch) {
        if (!(branch.action() instanceof Action.Leave)) {
            json.set("then", action(branch.action()));
        }
        branch.handlingDays().ifPresent(days -> json.put("handlingDays", days));
        return json;
    }

    private static ObjectNode action(Action action) {
        return switch (action) {
            case Action.ListNumber list -> action("list", list.quantity());
            case Action.ListProductValue _ -> action("list product value");
            case Action.ListAtMost most -> action("list at most", most.quantity());
            case Action.ListAtLeast least -> action("list at least", least.quantity());
            case Action.Add add -> action("add", add.units());
            case Action.Subtract subtract -> action("subtract", subtract.units());
            case Action.Hold _ -> action("hold");
            case Action.Stop _ -> action("stop");
            case Action.Leave _ -> throw new IllegalArgumentException("is left out");
        };
    }

    private static ObjectNode action(String name) {
        return object().put("action", name);
    }

    private static ObjectNode action(String name, int number) {
        return action(name).put("number", number);
    }

    private static String promise(Promise promise) {
        return switch (promise) {
            case Promise.AtMostAvailable _ -> "listed is at most available";
            case Promise.NothingOfNothing _ -> "listed is 0 when available is 0";
            case Promise.NeverRises _ -> "listed never rises when available falls";
        };
    }

    private static ObjectNode expectation(Expectation expectation, Profile profile) {
        var before = facts(expectation.facts(), profile);
        var json = outcome(before.deepCopy(), expectation.expected());
        for (var step : expectation.then()) {
            var facts = facts(step.facts(), profile);
            json.withArray("then").add(outcome(StepJson.change(before, facts), step.expected()));
            before = facts;
        }
        return json;
    }

    private static ObjectNode facts(ListingFacts facts, Profile profile) {
        return FactsToJson.write(facts, OneListing.aChosenWarehouse(profile, facts), profile);
    }

    private static ObjectNode outcome(ObjectNode json, Expectation.Expected expected) {
        return switch (expected) {
            case Expectation.Lists lists -> json.put("outcome", "lists").put("number", lists.quantity());
            case Expectation.IsHeld _ -> json.put("outcome", "holds");
            case Expectation.IsStopped _ -> json.put("outcome", "stops");
        };
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode texts(Collection<String> texts) {
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /// Left out when there is nothing in it.
    static <T> void list(ObjectNode json, String name, Collection<T> values, Function<T, JsonNode> write) {
        if (!values.isEmpty()) {
            values.forEach(value -> json.withArray(name).add(write.apply(value)));
        }
    }
}
