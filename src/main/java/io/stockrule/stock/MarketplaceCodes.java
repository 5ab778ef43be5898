package io.stockrule.stock;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The countries in which Amazon has a marketplace, by the codes under which listings, facts and profiles know
/// them. The United Kingdom is `UK` (https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
public final class MarketplaceCodes {
    public static final List<String> ALL =
            List.of("AE AU BE BR CA DE EG ES FR IE IN IT JP MX NL PL SA SE SG TR UK US ZA".split(" "));

    private static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.ITALIAN, Locale.of("es"), Locale.JAPANESE);

    private MarketplaceCodes() {}

    /// The code of a country that somebody names in a way of their own: `Germany`, `Deutschland`, `GB`.
    public static Optional<String> ofCountry(String name) {
        return ALL.stream()
                .filter(code -> names(code).anyMatch(each -> each.equalsIgnoreCase(name.strip())))
                .findFirst();
    }

    private static Stream<String> names(String code) {
        var country = Locale.of("", code.equals("UK") ? "GB" : code);
        return Stream.concat(Stream.of(country.getCountry()), LANGUAGES.stream().map(country::getDisplayCountry));
    }
}
