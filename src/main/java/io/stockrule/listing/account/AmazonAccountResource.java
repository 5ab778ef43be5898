package io.stockrule.listing.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts.ForeignChanges;
import io.stockrule.listing.AmazonCredentials.Region;
import io.stockrule.listing.account.AccountDeletions.Deletion;
import io.stockrule.listing.account.AmazonAccount.Restock;
import io.stockrule.listing.account.AmazonAccountInput.AccountChange;
import io.stockrule.listing.account.AmazonAccountInput.NewAccount;
import io.stockrule.listing.participation.Participations;
import io.stockrule.listing.participation.Participations.Known;
import io.stockrule.listing.participation.SellsIn;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/amazon-accounts")
@RolesAllowed(Role.MERCHANT)
class AmazonAccountResource {
    private final AmazonAccountEditor editor;
    private final AccountDeletions deletions;
    private final Participations participations;
    private final CurrentMerchant merchant;
    private final InstantSource time;

    AmazonAccountResource(
            AmazonAccountEditor editor,
            AccountDeletions deletions,
            Participations participations,
            CurrentMerchant merchant,
            InstantSource time) {
        this.editor = editor;
        this.deletions = deletions;
        this.participations = participations;
        this.merchant = merchant;
        this.time = time;
    }

    @POST
    public RestResponse<AccountView> create(@Valid @NotNull NewAccount body) {
        var created = editor.create(merchant.id(), body)
                .orElseThrow(() -> new Problem(
                        409, "amazon-account-exists", "there is an Amazon account of this seller in this region"));
        return ResponseBuilder.<AccountView>created(URI.create("/api/v1/amazon-accounts/" + created.amazonAccountId))
                .entity(view(created))
                .build();
    }

    @GET
    @Transactional
    public Page<AccountView> list(
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit, @RestQuery @DefaultValue("0") long after) {
        var page = Page.of(
                AmazonAccount.after(merchant.id(), after, limit + 1), limit, account -> account.amazonAccountId);
        var known =
                participations.of(page.items().stream().map(AmazonAccount::key).toList());
        return page.map(account -> view(account, known));
    }

    @GET
    @Path("/{id}")
    @Transactional
    public AccountView get(@RestPath long id) {
        return view(AmazonAccount.of(key(id)).orElseThrow(AmazonAccountResource::notFound));
    }

    /// Changes what is given. New credentials lift a suspension.
    @PATCH
    @Path("/{id}")
    public AccountView change(@RestPath long id, @Valid @NotNull AccountChange body) {
        if (body.isEmpty()) {
            throw Problem.nothingToChange();
        }
        return view(editor.change(key(id), body).orElseThrow(AmazonAccountResource::notFound));
    }

    /// Lifts a suspension: sending goes on at once.
    @POST
    @Path("/{id}/actions/resume")
    public AccountView resume(@RestPath long id) {
        return view(editor.resume(key(id)).orElseThrow(AmazonAccountResource::notFound));
    }

    /// What goes with the account when it is deleted, and what stays.
    @GET
    @Path("/{id}/deletion")
    public AccountDeletionOutlook deletion(@RestPath long id) {
        return deletions.outlook(key(id)).orElseThrow(AmazonAccountResource::notFound);
    }

    /// Deletes the account with its Selling Lists: it is gone at once, and what is left of it soon.
    ///
    /// @param listings how many go with it, as its `deletion` says: whoever does not know has not looked
    @DELETE
    @Path("/{id}")
    public RestResponse<Void> delete(@RestPath long id, @RestQuery @Nullable Long listings) {
        return switch (deletions.delete(key(id), Optional.ofNullable(listings))) {
            case Deletion.Begun _ -> RestResponse.accepted();
            case Deletion.NotConfirmed other -> throw notConfirmed(other.outlook());
            case Deletion.NoSuchAccount _ -> throw notFound();
        };
    }

    private static Problem notConfirmed(AccountDeletionOutlook outlook) {
        return new Problem(
                409,
                "deletion-not-confirmed",
                "%d listings in %d Selling Lists go with the Amazon account, %d of them linked: give listings=%d to delete it"
                        .formatted(
                                outlook.listings(),
                                outlook.sellingLists(),
                                outlook.linkedListings(),
                                outlook.listings()),
                outlook.figures());
    }

    private static Problem notFound() {
        return Problem.notFound("Amazon account");
    }

    private AccountKey key(long id) {
        return new AccountKey(merchant.id(), id);
    }

    private AccountView view(AmazonAccount account) {
        return view(account, participations.of(List.of(account.key())));
    }

    private AccountView view(AmazonAccount account, Map<AccountKey, Known> known) {
        return AccountView.of(account, known.getOrDefault(account.key(), Known.NOTHING), time.instant());
    }

    /// A client secret, which is not shown.
    ///
    /// @param field that it is entered in
    /// @param enteredAt absent when that is not known
    /// @param serves Amazon has accepted it last, or it is tried first
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ClientSecretView(String field, Optional<Instant> enteredAt, boolean serves) {}

    /// What everybody may see of an account: not its secrets.
    ///
    /// @param marketplaces those of the region
    /// @param sellsIn those of them where the seller sells; absent when Amazon has not told yet
    /// @param sellsInAt when Amazon told it
    /// @param sellsInProblem why it did not tell when it was asked last
    /// @param sellsInWarning that there are lists where nothing can be sold
    /// @param updateQuantity the switch "Update Amazon quantity when it has changed in Shopify"
    /// @param holdZeroedPercent the account's own limit for waves, as the next two; the service's when absent
    /// @param foreignChanges what is done when somebody else has changed a number at Amazon
    /// @param subtractOrders whether units that are ordered on Amazon and that Shopify does not know yet are
    ///     subtracted
    /// @param restockCancelled what becomes of such units when their order is cancelled
    /// @param ordersProblem why its orders cannot be read, and what to do; numbers are sent all the same
    /// @param suspendedUntil Amazon refuses the account, so nothing is sent before
    /// @param attention what somebody has to do before anything is sent
    /// @param warning what somebody should do soon, while all goes on
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AccountView(
            long id,
            String name,
            Region region,
            List<String> marketplaces,
            Optional<List<String>> sellsIn,
            Optional<Instant> sellsInAt,
            Optional<String> sellsInProblem,
            Optional<String> sellsInWarning,
            String sellerId,
            String clientId,
            boolean updateQuantity,
            Optional<Short> holdZeroedPercent,
            Optional<Short> holdLoweredPercent,
            Optional<Short> holdRaisedPercent,
            ForeignChanges foreignChanges,
            boolean subtractOrders,
            Restock restockCancelled,
            Optional<String> ordersProblem,
            Optional<Instant> suspendedUntil,
            Optional<String> suspendedReason,
            Optional<String> attention,
            Optional<String> warning,
            List<ClientSecretView> clientSecrets,
            Instant createdAt) {
        static AccountView of(AmazonAccount account, Known known, Instant now) {
            var secrets = account.secretAges();
            return new AccountView(
                    account.amazonAccountId,
                    account.name,
                    account.region,
                    account.region.marketplaces(),
                    known.sellsIn().map(SellsIn::marketplaces),
                    known.sellsIn().map(SellsIn::toldAt),
                    known.problem(),
                    known.warning(),
                    account.sellerId,
                    account.clientId,
                    account.updateQuantity,
                    Optional.ofNullable(account.holdZeroedPercent),
                    Optional.ofNullable(account.holdLoweredPercent),
                    Optional.ofNullable(account.holdRaisedPercent),
                    account.foreignChanges,
                    account.subtractOrders,
                    account.restockCancelled,
                    Optional.ofNullable(account.ordersProblem),
                    Optional.ofNullable(account.suspendedUntil),
                    Optional.ofNullable(account.suspendedReason),
                    account.attention(),
                    secrets.warning(now),
                    secrets.views(),
                    account.createdAt);
        }
    }
}
