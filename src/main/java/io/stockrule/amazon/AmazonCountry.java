package io.stockrule.amazon;

import static io.stockrule.listing.AmazonCredentials.Region.EU;
import static io.stockrule.listing.AmazonCredentials.Region.FE;
import static io.stockrule.listing.AmazonCredentials.Region.NA;

import io.stockrule.listing.AmazonCredentials.Region;
import java.util.Optional;
import java.util.stream.Stream;

/// Amazon's marketplaces, by country code, with the region they belong to and Amazon's id
/// (https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
public enum AmazonCountry {
    CA(NA, "A2EUQ1WTGCTBG2"),
    US(NA, "ATVPDKIKX0DER"),
    MX(NA, "A1AM78C64UM0Y8"),
    BR(NA, "A2Q3Y263D00KWC"),
    IE(EU, "A28R8C7NBKEWEA"),
    ES(EU, "A1RKKUPIHCS9HS"),
    UK(EU, "A1F83G8C2ARO7P"),
    FR(EU, "A13V1IB3VIYZZH"),
    BE(EU, "AMEN7PMS3EDWL"),
    NL(EU, "A1805IZSGTT6HS"),
    DE(EU, "A1PA6795UKMFR9"),
    IT(EU, "APJ6JRA9NG5V4"),
    SE(EU, "A2NODRKZP88ZB9"),
    ZA(EU, "AE08WJ6YKNBMC"),
    PL(EU, "A1C3SOZRARQ6R3"),
    EG(EU, "ARBP9OOSHTCHU"),
    TR(EU, "A33AVAJ2PDY3EV"),
    SA(EU, "A17E79C6D8DWNP"),
    AE(EU, "A2VIGQ35RCS4UG"),
    IN(EU, "A21TJRUUN4KGV"),
    SG(FE, "A19VAU5U5O7RUS"),
    AU(FE, "A39IBJ37TRP1C6"),
    JP(FE, "A1VC38T7YXB528");

    private final Region region;
    private final String marketplaceId;

    AmazonCountry(Region region, String marketplaceId) {
        this.region = region;
        this.marketplaceId = marketplaceId;
    }

    public Region region() {
        return region;
    }

    public String marketplaceId() {
        return marketplaceId;
    }

    /// Amazon says `UK` where ISO 3166 says `GB`; both are understood.
    public static Optional<AmazonCountry> of(Region region, String countryCode) {
        var code = countryCode.equals("GB") ? "UK" : countryCode;
        return Stream.of(values())
                .filter(country -> country.region == region && country.name().equals(code))
                .findAny();
    }
}
