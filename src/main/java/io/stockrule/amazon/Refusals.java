package io.stockrule.amazon;

import static io.stockrule.amazon.Refusals.Treatment.ASK;
import static io.stockrule.amazon.Refusals.Treatment.GIVE_UP;
import static io.stockrule.amazon.Refusals.Treatment.PARK;
import static io.stockrule.amazon.Refusals.Treatment.RETRY;
import static io.stockrule.amazon.Refusals.Treatment.SUSPEND;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.stockrule.delivery.marketplace.Obstacle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Every refusal that is documented: what is done about it, and what merchants are told. One that is not listed here is
/// treated with care, as its kind is, and told in Amazon's own words.
final class Refusals {
    /// What is done about a refusal. In the order in which they win when a number is refused for several reasons.
    enum Treatment {
        /// Nothing will work for the account until somebody acts: it is left alone for a while.
        SUSPEND,
        /// The same again is useless, and it is no merchant's fault.
        GIVE_UP,
        /// The same again is useless until a person has changed something.
        ASK,
        /// The state of the listing is why, which changes without us hearing of it: tried again now and then.
        PARK,
        /// It passes: tried again, after a look where it may have arrived.
        RETRY
    }

    /// @param code Amazon's, or a status of HTTP
    /// @param obstacle the cause, where an offer cannot be bought for the same one
    record Refusal(String code, Treatment treatment, Optional<Obstacle> obstacle, String sentence) {
        Refusal(String code, Treatment treatment, String sentence) {
            this(code, treatment, Optional.empty(), sentence);
        }

        Refusal(String code, Treatment treatment, Obstacle obstacle) {
            this(code, treatment, Optional.of(obstacle), obstacle.sentence());
        }
    }

    private static final String OURS =
            "Amazon does not take the form of the request. To do: tell whoever runs Stockrule";
    private static final String PASSES = "Amazon has trouble of its own, which passes";
    private static final String NOT_THERE =
            "Amazon has no such SKU. To do: see in Seller Central whether the listing is still there";
    private static final String BUSY = "Amazon is busy with this listing, which passes";
    private static final String LOGIN_OURS =
            "Amazon grants no access token. To do: check client id, secret and refresh token";

    /// The statuses of patchListingsItem in the model of the Listings Items API 2021-08-01, and a few that any server
    /// may answer (RFC 9110 section 15, RFC 4918 section 11, RFC 8470 section 5).
    static final List<Refusal> STATUSES = List.of(
            new Refusal("400", GIVE_UP, OURS), // model: missing or invalid parameters
            new Refusal("401", SUSPEND, Denials.ACCOUNT), // RFC 9110; treated as Amazon's own 403
            new Refusal("403", SUSPEND, Denials.ACCOUNT), // model: access denied, unauthorized, expired token
            new Refusal("404", PARK, NOT_THERE), // model, of reading and searching
            new Refusal("408", RETRY, PASSES), // RFC 9110: the server ran out of time
            new Refusal("409", PARK, BUSY), // RFC 9110: conflicts with the state of the resource
            new Refusal("413", GIVE_UP, OURS), // model: larger than the most that is accepted
            new Refusal("415", GIVE_UP, OURS), // model: unsupported format
            new Refusal("423", PARK, BUSY), // RFC 4918: locked
            new Refusal("425", PARK, BUSY), // RFC 8470: too early
            new Refusal("429", RETRY, "Amazon's rate limit was reached"), // model: more often than allowed
            new Refusal("500", RETRY, PASSES), // model: an unexpected condition
            new Refusal("503", RETRY, PASSES)); // model: overload or maintenance

    /// Codes of issues. Amazon publishes no list of them: these are those of its models and samples, and those that
    /// merchants have met and written about.
    static final List<Refusal> ISSUES = List.of(
            // model of the Listings Items API 2021-08-01, examples; 90000900 also jlevers/selling-partner-api#861
            new Refusal("90000900", GIVE_UP, OURS),
            new Refusal("90220", PARK, Obstacle.ATTRIBUTE_MISSING),
            new Refusal("18027", PARK, Obstacle.IMAGE_INVALID),
            new Refusal("99300", PARK, Obstacle.ATTRIBUTE_INVALID),
            new Refusal("18155", PARK, Obstacle.PRICE_INVALID),
            new Refusal("18742", ASK, Obstacle.CATALOG_ITEM_REMOVED),
            // example of the listings feed's processing report, schema v2
            new Refusal("99022", PARK, Obstacle.ATTRIBUTE_MISSING),
            new Refusal("18448", PARK, Obstacle.ATTRIBUTE_MISSING),
            // amzn/selling-partner-api-models#4554: the request as a whole
            new Refusal("BAD_REQUEST", GIVE_UP, OURS),
            // amzn/selling-partner-api-models#1917
            new Refusal("4000001", PARK, Obstacle.ATTRIBUTE_INVALID),
            // amzn/selling-partner-api-models#1995
            new Refusal("5461", PARK, Obstacle.NEEDS_APPROVAL),
            new Refusal("6039", PARK, Obstacle.NEEDS_APPROVAL),
            // github.com/lineofflight/peddler/wiki/Amazon-Inventory-File-Upload-Errors
            new Refusal("6024", PARK, Obstacle.NEEDS_APPROVAL),
            new Refusal("5002", RETRY, PASSES),
            // playbook.rivrhub.com/help/catalog-sop-error-8026
            new Refusal("8026", PARK, Obstacle.NEEDS_APPROVAL),
            // amzn/selling-partner-api-models#2711
            new Refusal("8566", PARK, Obstacle.ATTRIBUTE_INVALID),
            new Refusal("8572", PARK, Obstacle.ATTRIBUTE_INVALID),
            // support.woosa.com/article/203-what-means-amazon-error-codes
            new Refusal("8541", PARK, Obstacle.ATTRIBUTE_INVALID),
            new Refusal("13013", PARK, NOT_THERE));

    /// The categories of issues in the model of the Listings Items API 2021-08-01, for codes that are not known.
    static final List<Refusal> CATEGORIES = List.of(
            new Refusal("QUALIFICATION_REQUIRED", PARK, Obstacle.NEEDS_APPROVAL),
            new Refusal("DUPLICATE", PARK, Obstacle.DUPLICATE),
            new Refusal("MISSING_PRICE", PARK, Obstacle.PRICE_MISSING),
            new Refusal("INVALID_PRICE", PARK, Obstacle.PRICE_INVALID),
            new Refusal("MISSING_IMAGE", PARK, Obstacle.IMAGE_MISSING),
            new Refusal("INVALID_IMAGE", PARK, Obstacle.IMAGE_INVALID),
            new Refusal("MISSING_ATTRIBUTE", PARK, Obstacle.ATTRIBUTE_MISSING),
            new Refusal("INVALID_ATTRIBUTE", PARK, Obstacle.ATTRIBUTE_INVALID));

    /// An issue that names what was sent, whatever its code: the number itself is meant, and not the listing.
    static final Refusal OF_THE_NUMBER = new Refusal(
            "fulfillment_availability",
            ASK,
            "Amazon does not accept the number, or the handling time sent with it. To do: correct the profile, or enter"
                    + " the handling time that Amazon allows you");

    /// Errors of Login with Amazon: RFC 6749 sections 4.1.2.1 and 5.2, of which `LWAException` of Amazon's own client
    /// names these (github.com/amzn/selling-partner-api-sdk); `slow_down` is of RFC 8628.
    static final List<Refusal> LOGINS = List.of(
            new Refusal(
                    "invalid_grant",
                    SUSPEND,
                    "Amazon does not accept the refresh token: authorise the application again in Seller Central"
                            + " and enter the new refresh token"),
            new Refusal(
                    "invalid_client", // developer-docs.amazon.com/sp-api/docs/rotating-your-apps-lwa-credentials
                    SUSPEND,
                    "Amazon does not accept the client id or secret: rotate the secret in Seller Central"
                            + " (it expires every 180 days) and enter the new one"),
            new Refusal(
                    "unauthorized_client",
                    SUSPEND,
                    "the application may not use this authorisation: check that the client id belongs to it, or"
                            + " authorise it again and enter the new refresh token"),
            new Refusal(
                    "access_denied",
                    SUSPEND,
                    "Amazon denies the application access: authorise it again in Seller Central and enter the new"
                            + " refresh token"),
            new Refusal("invalid_request", SUSPEND, LOGIN_OURS),
            new Refusal("invalid_scope", SUSPEND, LOGIN_OURS),
            new Refusal("unsupported_grant_type", SUSPEND, LOGIN_OURS),
            new Refusal("server_error", RETRY, PASSES),
            new Refusal("temporarily_unavailable", RETRY, PASSES),
            new Refusal("slow_down", RETRY, PASSES));

    private static final Map<String, Refusal> BY_STATUS = byCode(STATUSES);
    private static final Map<String, Refusal> BY_ISSUE = byCode(ISSUES);
    private static final Map<String, Refusal> BY_CATEGORY = byCode(CATEGORIES);
    private static final Map<String, Refusal> BY_LOGIN = byCode(LOGINS);

    private Refusals() {}

    /// What a denial means, told of what is denied.
    static final class Denials {
        private static final String ROLE = "give the application the role Product Listing, authorise it again (a role"
                + " added later needs that) and enter the new refresh token, which lifts the pause; or lift it"
                + " yourself if nothing was wrong";

        static final String SKU = "Amazon denies access to this SKU: check in Seller Central whether you may sell it"
                + " (its brand, its category)";

        static final String ACCOUNT = "Amazon denies access, even with a new access token: " + ROLE;

        /// A number is sent only to what was read shortly before.
        static final String WRITES = "Amazon lets this account's listings be read but denies every change of them,"
                + " even with a new access token, so what is missing is most likely the role Product Listing: " + ROLE;

        /// https://developer-docs.amazon.com/sp-api/docs/roles-in-the-selling-partner-api
        static final String ORDERS =
                "Amazon denies this account's orders, even with a new access token, so what is missing"
                        + " is most likely the role Inventory and Order Tracking: give it to the application, authorise it"
                        + " again (a role added later needs that) and enter the new refresh token; numbers are sent meanwhile,"
                        + " without the units that orders take";

        /// https://developer-docs.amazon.com/sp-api/docs/notification-type-values names the roles of each type.
        static final String NOTIFICATIONS =
                "Amazon denies this application notifications of that type, even with a new access token, so what is"
                        + " missing is most likely the role Product Listing: give it to the application, authorise it again (a"
                        + " role added later needs that) and enter the new refresh token; meanwhile changes are found by"
                        + " looking";

        private Denials() {}
    }

    static Optional<Refusal> ofStatus(int status) {
        return Optional.ofNullable(BY_STATUS.get(Integer.toString(status)));
    }

    static Optional<Refusal> ofIssue(String code) {
        return Optional.ofNullable(BY_ISSUE.get(code));
    }

    static Optional<Refusal> ofCategory(String category) {
        return Optional.ofNullable(BY_CATEGORY.get(category));
    }

    static Optional<Refusal> ofLogin(String error) {
        return Optional.ofNullable(BY_LOGIN.get(error));
    }

    /// What to tell of an error that Login with Amazon does not document.
    static String unknownLogin() {
        return LOGIN_OURS;
    }

    private static Map<String, Refusal> byCode(List<Refusal> refusals) {
        return refusals.stream().collect(toUnmodifiableMap(Refusal::code, Function.identity()));
    }
}
