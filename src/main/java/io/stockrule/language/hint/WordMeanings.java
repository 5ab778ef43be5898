package io.stockrule.language.hint;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the words of the language mean, a sentence each, for who points at one.
///
/// Words that only join others mean what their statement does.
public final class WordMeanings {
    /// By the word that a statement starts with.
    private static final Map<String, String> STATEMENTS = Map.ofEntries(
            Map.entry("profile", "The name of this Global Profile. It stands once, on the first line."),
            Map.entry("use", "Which warehouses count. Without this line all do."),
            Map.entry("count", "What of the stock counts: available or on hand, and what is incoming as well."),
            Map.entry("keep", "Units or a percentage that are kept back, of everything or of one warehouse."),
            Map.entry("offer", "The share of the sellable units that is offered, rounded down."),
            Map.entry(
                    "quantity",
                    "Which number is listed: all that is sellable, at most so many, always 1, or always the same."),
            Map.entry("list", "Fewer than this are listed as none, or only whole steps are listed."),
            Map.entry("include", "Has a rule file of your analysts decide too, after the exceptions."),
            Map.entry("handling", "The days until an order is shipped, which are sent with the number."),
            Map.entry("when", "An exception. From top to bottom, the first whose condition holds acts, and no other."),
            Map.entry("promise", "What must be so whatever the stock. A profile that breaks its promise is refused."),
            Map.entry("expect", "An example that must come true. A profile that fails it is refused."));

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("add", "The listed number rises by so many."),
            Map.entry("available", "The units in the warehouses that count, or in the one named behind `at`."),
            Map.entry("barcode", "The barcode of the variant in Shopify, compared letter by letter."),
            Map.entry("between", "From the first to the second, both included. Times may span midnight."),
            Map.entry("collection", "The titles of the Shopify collections that the product is in; `is` means any."),
            Map.entry("committed", "The units that are sold and not sent yet, as Shopify counts them."),
            Map.entry("contains", "Holds where this stands anywhere in the text."),
            Map.entry("custom", "Always lists this number, whatever the stock."),
            Map.entry("date", "The day in the merchant's time zone."),
            Map.entry("day", "The day of the week in the merchant's time zone; behind a number, days until shipped."),
            Map.entry("empty", "Holds where the listing has no such text."),
            Map.entry("ends", "Holds where the text ends with this."),
            Map.entry("except", "All warehouses count but those named here."),
            Map.entry("first", "The first of these warehouses that has enough counts, and no other."),
            Map.entry("hand", "The units that lie in the warehouses that count, sold or not."),
            Map.entry("hold", "Nothing is sent, and Amazon keeps showing what it shows."),
            Map.entry("holds", "Expects that nothing is sent."),
            Map.entry("incoming", "The units that are on their way to the warehouses that count."),
            Map.entry("listed", "The number that the profile has come to before its exceptions."),
            Map.entry("lists", "Expects that this number is sent."),
            Map.entry("marketplace", "The code of the country that the listing is in, such as DE."),
            Map.entry(
                    "metafield",
                    "The metafield of this namespace and key in Shopify; a variant's own comes before its product's."),
            Map.entry("not", "Holds where what follows does not; behind `quantity`, the most that is listed."),
            Map.entry("nothing", "Fewer than this are listed as none."),
            Map.entry("or", "Holds where one of both does. `and` binds closer."),
            Map.entry("otherwise", "What is done where the condition does not hold; no exception may stand below."),
            Map.entry("pack", "How many units one piece of the listing takes."),
            Map.entry("reserve", "What is kept back and never listed."),
            Map.entry("sellable", "What is left of the available units after reserve, share and pack size."),
            Map.entry("selling", "Shopify sells this variant on when it is out of stock."),
            Map.entry("single", "Always lists 1, whatever the stock."),
            Map.entry("sku", "The SKU of the variant in Shopify, compared letter by letter."),
            Map.entry("starts", "Holds where the text starts with this."),
            Map.entry("status", "The status of the product in Shopify: active, draft, archived or unlisted."),
            Map.entry("steps", "Only multiples of this number are listed, the next below the one so far."),
            Map.entry("stop", "Lists 0."),
            Map.entry("stops", "Expects that the profile stops the listing."),
            Map.entry("subtract", "The listed number falls by so many, not below 0."),
            Map.entry("tag", "The tags of the product in Shopify; `is` means any of them."),
            Map.entry("time", "The time of day in the merchant's time zone; behind `handling`, days until shipped."),
            Map.entry("title", "The title of the product in Shopify."),
            Map.entry("type", "The product type in Shopify."),
            Map.entry("unknown", "No warehouse that counts has a known number, or nobody counts the item."),
            Map.entry("value", "All that is sellable."),
            Map.entry("vendor", "The vendor of the product in Shopify."),
            Map.entry(
                    "where",
                    "The statement is only for listings for which this holds; of its kind the first applies."));

    private WordMeanings() {}

    static Set<String> explained() {
        return WORDS.keySet();
    }

    /// What a statement does.
    ///
    /// @param start the keyword that it starts with
    public static Optional<String> ofStatement(String start) {
        return Optional.ofNullable(STATEMENTS.get(start));
    }

    /// What a keyword means where it stands.
    ///
    /// @param start the keyword that its statement starts with
    public static Optional<String> of(String keyword, String start) {
        return keyword.equals(start)
                ? ofStatement(start)
                : Optional.ofNullable(WORDS.get(keyword)).or(() -> ofStatement(start));
    }
}
