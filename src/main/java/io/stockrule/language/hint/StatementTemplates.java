package io.stockrule.language.hint;

import java.util.List;
import java.util.regex.Pattern;

/// Statements as they are written most often, for who starts a line. The page offers the same in `language.ts`.
public final class StatementTemplates {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{\\d:([^}]*)}");

    /// @param label what is offered
    /// @param snippet with places that somebody fills in, written `${1:Berlin}`
    /// @param detail what it is for
    public record Template(String label, String snippet, String detail) {
        /// With what stands in the places for an example.
        public String example() {
            return PLACEHOLDER.matcher(snippet).replaceAll("$1");
        }
    }

    public static final List<Template> ALL = List.of(
            new Template("use warehouses", "use warehouses \"${1:Berlin}\"", "only these count"),
            new Template(
                    "use all warehouses except", "use all warehouses except \"${1:Outlet}\"", "all but these count"),
            new Template(
                    "use the first of",
                    "use the first of \"${1:Berlin}\" with at least ${2:1}",
                    "one warehouse, the first with enough"),
            new Template("count on hand", "count on hand", "what lies there, sold or not"),
            new Template("count … and incoming", "count ${1:available} and incoming", "what is on its way counts, too"),
            new Template("keep in reserve", "keep ${1:2} in reserve", "pieces or a percentage that is not offered"),
            new Template("offer", "offer ${1:50%}", "a share of what is left"),
            new Template("quantity not more than", "quantity not more than ${1:10}", "never list more"),
            new Template("quantity product value", "quantity product value", "list what there is"),
            new Template("quantity single stock", "quantity single stock", "always 1, whatever the stock"),
            new Template("quantity custom", "quantity custom ${1:5}", "always this number, whatever the stock"),
            new Template(
                    "quantity … where",
                    "quantity not more than ${1:3} where product type is \"${2:Candle}\"",
                    "for some listings only"),
            new Template("list nothing below", "list nothing below ${1:3}", "0 instead of fewer"),
            new Template("list in steps of", "list in steps of ${1:5}", "only whole steps: 12 becomes 10"),
            new Template("handling time", "handling time ${1:2} days", "sent with the number"),
            new Template("include rules", "include rules \"${1:name}\"", "a rule file of your analysts"),
            new Template(
                    "when … then list",
                    "when available is below ${1:3} then list ${2:0}",
                    "an exception; the first that fits decides"),
            new Template(
                    "when … otherwise",
                    "when tag is \"${1:fragile}\" then list ${2:5} otherwise list ${3:9}",
                    "one or the other"),
            new Template("when … then hold", "when tag is \"${1:fragile}\" then hold", "send nothing"),
            new Template("when stock is unknown", "when stock is unknown then ${1:hold}", "instead of waiting"),
            new Template("promise", "promise listed is at most ${1:available}", "proved for every stock, or refused"),
            new Template("expect", "expect available ${1:20} lists ${2:3}", "an example that must come true"),
            new Template(
                    "expect … then",
                    "expect available ${1:20} lists ${2:3} then ${3:0} lists ${4:0}",
                    "one thing after the other"));

    private StatementTemplates() {}
}
