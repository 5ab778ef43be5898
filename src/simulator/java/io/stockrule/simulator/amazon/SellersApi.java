package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.TokenBucket;
import java.util.List;
import java.util.stream.Stream;

/// getMarketplaceParticipations of the Sellers API v1: the marketplaces of the seller's region, and whether
/// it sells there. https://developer-docs.amazon.com/sp-api/docs/sellers-api-v1-reference
final class SellersApi {
    private static final String OPERATION = "getMarketplaceParticipations";
    private static final TokenBucket.Size SELDOM = new TokenBucket.Size(0.016, 15);

    /// Amazon's own, https://developer-docs.amazon.com/sp-api/docs/marketplace-ids, and one of its other
    /// sites, which stand in the same list.
    private static final List<Site> SITES =
            Stream.of("""
                    A2EUQ1WTGCTBG2 CA CAD en_CA amazon.ca
                    ATVPDKIKX0DER US USD en_US amazon.com
                    A1AM78C64UM0Y8 MX MXN es_MX amazon.com.mx
                    A2Q3Y263D00KWC BR BRL pt_BR amazon.com.br
                    A28R8C7NBKEWEA IE EUR en_IE amazon.ie
                    A1RKKUPIHCS9HS ES EUR es_ES amazon.es
                    A1F83G8C2ARO7P GB GBP en_GB amazon.co.uk
                    A13V1IB3VIYZZH FR EUR fr_FR amazon.fr
                    AMEN7PMS3EDWL BE EUR fr_BE amazon.com.be
                    A1805IZSGTT6HS NL EUR nl_NL amazon.nl
                    A1PA6795UKMFR9 DE EUR de_DE amazon.de
                    APJ6JRA9NG5V4 IT EUR it_IT amazon.it
                    A2NODRKZP88ZB9 SE SEK sv_SE amazon.se
                    AE08WJ6YKNBMC ZA ZAR en_ZA amazon.co.za
                    A1C3SOZRARQ6R3 PL PLN pl_PL amazon.pl
                    ARBP9OOSHTCHU EG EGP ar_AE amazon.eg
                    A33AVAJ2PDY3EV TR TRY tr_TR amazon.com.tr
                    A17E79C6D8DWNP SA SAR ar_AE amazon.sa
                    A2VIGQ35RCS4UG AE AED en_AE amazon.ae
                    A21TJRUUN4KGV IN INR en_IN amazon.in
                    A19VAU5U5O7RUS SG SGD en_SG amazon.sg
                    A39IBJ37TRP1C6 AU AUD en_AU amazon.com.au
                    A1VC38T7YXB528 JP JPY ja_JP amazon.co.jp
                    A38D8NSA03LJTC DE EUR de_DE siprod.stores.amazon.de
                    """.split("\n")).map(Site::of).toList();

    private final AmazonGate gate;

    SellersApi(AmazonGate gate) {
        this.gate = gate;
    }

    private record Site(String id, String country, String currency, String language, String domain) {
        static Site of(String line) {
            var words = line.split(" ");
            return new Site(words[0], words[1], words[2], words[3], words[4]);
        }

        boolean isAmazons() {
            return domain.startsWith("amazon.");
        }
    }

    HttpAnswer participations(Call call) {
        return gate.throughForCaller(call, OPERATION, SELDOM, account -> {
            var told = SimulatorJson.object();
            var payload = told.putArray("payload");
            SITES.stream()
                    .filter(site -> account.region().marketplaces().contains(site.id()) || !site.isAmazons())
                    .forEach(site -> add(payload, site, account));
            return HttpAnswer.json(200, told);
        });
    }

    private static void add(ArrayNode payload, Site site, SellerAccount account) {
        var one = payload.addObject();
        one.putObject("marketplace")
                .put("id", site.id())
                .put("name", site.isAmazons() ? "A" + site.domain().substring(1) : "Non-Amazon " + site.country())
                .put("countryCode", site.country())
                .put("defaultCurrencyCode", site.currency())
                .put("defaultLanguageCode", site.language())
                .put("domainName", "www." + site.domain());
        one.put("storeName", "Store of " + account.seller());
        one.putObject("participation")
                .put("isParticipating", site.isAmazons() && account.sellsIn(site.id()))
                .put("hasSuspendedListings", account.suspendedMarketplaces().contains(site.id()));
    }
}
