package io.stockrule.amazon;

import io.stockrule.delivery.marketplace.AccountProbe;
import io.stockrule.delivery.marketplace.ProbeResult;
import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an account may do, by Login with Amazon, by getMarketplaceParticipations of the Sellers API v1
/// (https://developer-docs.amazon.com/sp-api/docs/sellers-api-v1-reference), which is allowed once a minute
/// and fifteen times in a row, and by previews of patchListingsItem.
@ApplicationScoped
class AmazonProbe implements AccountProbe {
    private static final long MAX_BYTES = 1024 * 1024;

    private static final String LIMIT = "Amazon's rate limit was reached";

    private final SellingPartnerApi api;
    private final AccessTokens tokens;
    private final ListingsItems items;
    private final AmazonConfig config;

    AmazonProbe(SellingPartner connection, AmazonConfig config) {
        this.api = connection.api();
        this.tokens = connection.tokens();
        this.items = new ListingsItems(config);
        this.config = config;
    }

    @Override
    public ProbeResult<Login> login(AmazonCredentials account) {
        return switch (tokens.anew(account)) {
            case TokenResult.Granted _ -> new ProbeResult.Answered<>(new Login());
            case TokenResult.Denied denied -> new ProbeResult.Refused<>(denied.reason());
            case TokenResult.Unavailable unavailable -> new ProbeResult.Unclear<>(unavailable.reason());
        };
    }

    @Override
    public ProbeResult<List<Participation>> participations(AmazonCredentials account, Duration timeout) {
        var address = ApiAddress.of(config, account.region(), "/sellers/v1/marketplaceParticipations");
        var answer = api.call(account, HttpRequest.newBuilder(address).GET(), Deadline.in(timeout), MAX_BYTES);
        return answer instanceof Answer.Answered answered && answered.status() == 200
                ? Json.read(answered.body(), Participations.class)
                        .flatMap(it -> it.of(account))
                        .<ProbeResult<List<Participation>>>map(ProbeResult.Answered::new)
                        .orElseGet(AmazonProbe::unreadable)
                : failure(answer);
    }

    @Override
    public ProbeResult<Preview> preview(AmazonCredentials account, QuantityUpdate update, Duration timeout) {
        return AmazonCountry.of(account.region(), update.marketplace())
                .map(country ->
                        api.call(account, items.preview(account, country, update), Deadline.in(timeout), MAX_BYTES))
                .map(AmazonProbe::previewed)
                .orElseGet(() -> new ProbeResult.Unclear<>("Amazon has no marketplace \"%s\" in the region %s"
                        .formatted(update.marketplace(), account.region())));
    }

    private static ProbeResult<Preview> previewed(Answer answer) {
        if (!(answer instanceof Answer.Answered answered && answered.status() == 200)) {
            return failure(answer);
        }
        return switch (Json.read(answered.body(), Submission.class)
                .map(Submission::status)
                .orElse("")) {
            case "VALID" -> new ProbeResult.Answered<>(new Preview.Valid());
            case "INVALID" -> new ProbeResult.Answered<>(new Preview.Invalid(reason(Submission.result(answered))));
            default -> unreadable();
        };
    }

    private static String reason(SendResult result) {
        return switch (result) {
            case SendResult.Refused refused -> refused.reason();
            case SendResult.PutOff putOff -> putOff.reason();
            case SendResult.Accepted _,
                    SendResult.Denied _,
                    SendResult.Throttled _,
                    SendResult.Late _,
                    SendResult.NotSent _,
                    SendResult.Lost _,
                    SendResult.AccountRefused _ -> throw new IllegalStateException("INVALID is no " + result);
        };
    }

    private static <T> ProbeResult<T> unreadable() {
        return new ProbeResult.Unclear<>("Amazon's answer cannot be read");
    }

    private static <T> ProbeResult<T> failure(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered when answered.status() == 429 -> new ProbeResult.Unclear<>(LIMIT);
            case Answer.Answered answered ->
                new ProbeResult.Unclear<>("Amazon could not answer: " + ApiErrors.words(answered));
            case Answer.NotSent notSent -> new ProbeResult.Unclear<>(notSent.reason());
            case Answer.Unanswered unanswered -> new ProbeResult.Unclear<>(unanswered.reason());
            case Answer.Forbidden denied -> new ProbeResult.Denied<>(ApiErrors.words(denied.answer()));
            case Answer.Denied denied -> new ProbeResult.Refused<>(denied.reason());
        };
    }

    /// `GetMarketplaceParticipationsResponse` of Amazon's model, as far as we need it.
    record Participations(@Nullable List<@Nullable WireParticipation> payload) {
        /// Those in the countries that we know: there are others for other sites of Amazon's.
        ///
        /// @return empty if something is not there that the model requires
        Optional<List<Participation>> of(AmazonCredentials account) {
            if (payload == null || !payload.stream().allMatch(WireParticipation::isComplete)) {
                return Optional.empty();
            }
            return Optional.of(payload.stream()
                    .flatMap(it -> it.inCountry(account).stream())
                    .toList());
        }
    }

    record WireParticipation(
            @Nullable WireMarketplace marketplace, @Nullable WireState participation) {
        static boolean isComplete(@Nullable WireParticipation it) {
            return it != null
                    && it.marketplace != null
                    && it.marketplace.id != null
                    && it.participation != null
                    && it.participation.isParticipating != null
                    && it.participation.hasSuspendedListings != null;
        }

        Optional<Participation> inCountry(AmazonCredentials account) {
            var id = marketplace == null ? null : marketplace.id;
            return account.region().marketplaces().stream()
                    .filter(code -> AmazonCountry.valueOf(code).marketplaceId().equals(id))
                    .findFirst()
                    .map(code -> new Participation(
                            code,
                            participation != null && Boolean.TRUE.equals(participation.isParticipating),
                            participation != null && Boolean.TRUE.equals(participation.hasSuspendedListings)));
        }
    }

    record WireMarketplace(@Nullable String id) {}

    record WireState(
            @Nullable Boolean isParticipating, @Nullable Boolean hasSuspendedListings) {}
}
