package io.stockrule.shopify.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.shopify.Grant.Kind;
import io.stockrule.shopify.Scopes;
import io.stockrule.shopify.admin.ConnectionProbe.Tried;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What came of trying what was entered.
///
/// @param sentence for the merchant
/// @param toDo what to do; absent if nothing is
/// @param fields of the body that may be wrong
/// @param shopName as the store calls itself
/// @param domain of the store, as it names itself
/// @param timeZone of the store
/// @param grantedScopes of those that are needed
/// @param lackingScopes of those that are needed
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ConnectionReport(
        Outcome result,
        String sentence,
        Optional<String> toDo,
        List<String> fields,
        Optional<String> shopName,
        Optional<String> domain,
        Optional<String> timeZone,
        List<String> grantedScopes,
        List<String> lackingScopes) {
    /// How a test ended.
    enum Outcome {
        OK,
        /// Shopify knows what was entered, and the app lacks a right.
        SCOPES_LACKING,
        /// Something that was entered is wrong.
        REFUSED,
        /// Nothing is known, good or bad.
        NOT_TESTED
    }

    private static final String AGAIN = "try again in some minutes";

    private static final String OF_ONE_ORGANISATION = "install the app in this store, or, if the store belongs to"
            + " another organisation than the app, connect it by the merchant's consent";

    static ConnectionReport of(String domain, Kind grant, Tried tried) {
        return switch (tried) {
            case Tried.Opened opened -> opened(domain, opened);
            case Tried.AppUnknown _ ->
                refused(
                        "Shopify does not know an app with this client ID and client secret",
                        "copy both anew from the app's settings in the Dev Dashboard",
                        "clientId",
                        "clientSecret");
            case Tried.NotLetIn closed ->
                refused(
                        "Shopify does not let the app into %s (%s)".formatted(domain, closed.why()),
                        OF_ONE_ORGANISATION,
                        "domain");
            case Tried.TokenUnknown _
            when grant == Kind.PERMANENT_TOKEN ->
                refused(
                        "Shopify does not take this access token for " + domain,
                        "copy the token anew, or make another one: Shopify shows it once",
                        "accessToken",
                        "domain");
            case Tried.TokenUnknown _ ->
                notTested("Shopify gives the app an access token and does not take it (status 401)", AGAIN);
            case Tried.Closed closed ->
                refused(
                        "%s cannot be asked: %s".formatted(domain, closed.why()),
                        "check the store's name, and that the store is open",
                        "domain");
            case Tried.Unclear unclear -> notTested(unclear.why(), AGAIN);
            case Tried.AfterConsent _ ->
                notTested(
                        "Shopify can be asked when the merchant has let the app in",
                        "save the store, then open the address that actions/authorize answers");
        };
    }

    private static ConnectionReport opened(String domain, Tried.Opened store) {
        var lacking = Scopes.lacking(store.scopes());
        var granted =
                Scopes.WANTED.stream().filter(scope -> !lacking.contains(scope)).toList();
        var renamed = store.domain().equals(domain) ? "" : ", which calls itself " + store.domain();
        var opens = "Shopify opens the store %s%s".formatted(store.name(), renamed);
        return new ConnectionReport(
                lacking.isEmpty() ? Outcome.OK : Outcome.SCOPES_LACKING,
                lacking.isEmpty() ? opens : opens + ", and the app lacks " + String.join(", ", lacking),
                lacking.isEmpty()
                        ? Optional.empty()
                        : Optional.of("grant the app %s in Shopify, and test again".formatted(scopes(lacking))),
                List.of(),
                Optional.of(store.name()),
                Optional.of(store.domain()),
                Optional.of(store.timeZone()),
                granted,
                lacking);
    }

    private static String scopes(List<String> lacking) {
        return "the access %s %s".formatted(lacking.size() == 1 ? "scope" : "scopes", String.join(", ", lacking));
    }

    private static ConnectionReport refused(String sentence, String toDo, String... fields) {
        return of(Outcome.REFUSED, sentence, toDo, Stream.of(fields).toList());
    }

    private static ConnectionReport notTested(String sentence, String toDo) {
        return of(Outcome.NOT_TESTED, sentence, toDo, List.of());
    }

    private static ConnectionReport of(Outcome result, String sentence, String toDo, List<String> fields) {
        return new ConnectionReport(
                result,
                sentence,
                Optional.of(toDo),
                fields,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
