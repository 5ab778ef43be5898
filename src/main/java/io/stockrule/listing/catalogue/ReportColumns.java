package io.stockrule.listing.catalogue;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The columns of Amazon's listings reports that matter here, by the names that they have in the language of the
/// seller's account (`preferredReportDocumentLocale` at
/// https://developer-docs.amazon.com/sp-api/docs/report-type-values-inventory, and
/// https://github.com/jlevers/selling-partner-api/issues/525 with a report of each kind). There is no official list;
/// these are the names that several public readers of the reports agree on.
public enum ReportColumns {
    SELLER_SKU(
            "seller-sku",
            "sellersku",
            "händlersku", // German
            "skuvendeur", // French
            "skuvenditore", // Italian
            "skudelvendedor", // Spanish
            "出品者sku", // Japanese
            "卖家sku", // Chinese
            "skusprzedawcy", // Polish
            "sellerskusatıcısku"), // Turkish
    CHANNEL(
            "fulfillment-channel",
            "fulfillmentchannel",
            "fulfilmentchannel",
            "versender",
            "canaltraitement",
            "canaledigestione",
            "canaldegestiónlogística",
            "フルフィルメントチャンネル",
            "配送渠道",
            "kanałrealizacji",
            "fulfillmentchanneldağıtımkanalı"),
    QUANTITY("quantity", "quantity", "menge", "quantité", "quantità", "cantidad", "数量"),
    STATUS("status", "status", "état", "stato", "estado", "ステータス", "状态"),
    TITLE(
            "item-name",
            "itemname",
            "artikelbezeichnung",
            "nomproduit",
            "nomedellarticolo",
            "títulodelproducto",
            "商品名",
            "商品名称"),
    ASIN("asin1", "asin1", "asin");

    private final String english;
    private final Set<String> names;

    ReportColumns(String english, String... names) {
        this.english = english;
        this.names = Set.of(names);
    }

    /// As Amazon's documentation writes it.
    public String inEnglish() {
        return english;
    }

    /// The column that a header means; empty for one that does not matter.
    public static Optional<ReportColumns> of(String header) {
        var letters = letters(header);
        for (var each : values()) {
            if (each.names.contains(letters)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// What of a header tells it apart: letters and digits, whatever their case.
    public static String letters(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
