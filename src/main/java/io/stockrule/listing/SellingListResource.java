package io.stockrule.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.ListCollections.Titled;
import io.stockrule.listing.SellingList.Kind;
import io.stockrule.listing.SellingList.OnJoin;
import io.stockrule.listing.SellingList.OnLeave;
import io.stockrule.listing.SellingListInput.ListChange;
import io.stockrule.listing.SellingListInput.NewList;
import io.stockrule.listing.SellingListResult.Done;
import io.stockrule.listing.SellingListResult.FollowsNothing;
import io.stockrule.listing.SellingListResult.Missing;
import io.stockrule.listing.SellingListResult.NotInRegion;
import io.stockrule.listing.SellingListResult.NotSoldIn;
import io.stockrule.listing.SellingListResult.PicksProducts;
import io.stockrule.listing.SellingListResult.UnknownCollections;
import io.stockrule.listing.participation.SellsIn;
import io.stockrule.profile.Profiles;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/selling-lists")
@RolesAllowed(Role.MERCHANT)
public class SellingListResource {
    private final SellingListEditor editor;
    private final ListCollections collections;
    private final Profiles profiles;
    private final CurrentMerchant merchant;

    SellingListResource(
            SellingListEditor editor, ListCollections collections, Profiles profiles, CurrentMerchant merchant) {
        this.editor = editor;
        this.collections = collections;
        this.profiles = profiles;
        this.merchant = merchant;
    }

    @POST
    @Transactional
    public RestResponse<SellingListView> create(@Valid @NotNull NewList body) {
        var created = done(editor.create(merchant.id(), body));
        return ResponseBuilder.<SellingListView>created(URI.create("/api/v1/selling-lists/" + created.sellingListId))
                .entity(view(created))
                .build();
    }

    @GET
    @Transactional
    public Page<SellingListView> list(
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit, @RestQuery @DefaultValue("0") long after) {
        var page = Page.of(SellingList.after(merchant.id(), after, limit + 1), limit, list -> list.sellingListId);
        var names = names(page.items());
        var followed = followed(page.items());
        return page.map(list -> SellingListView.of(list, names, followed));
    }

    @GET
    @Path("/{id}")
    @Transactional
    public SellingListView get(@RestPath long id) {
        return view(SellingList.of(merchant.id(), id).orElseThrow(SellingListResource::notFound));
    }

    /// Renames a list or puts it under another profile: all of its numbers are decided again.
    @PATCH
    @Path("/{id}")
    @Transactional
    public SellingListView change(@RestPath long id, @Valid @NotNull ListChange body) {
        if (body.isEmpty()) {
            throw Problem.nothingToChange();
        }
        return view(done(editor.change(merchant.id(), id, body)));
    }

    /// Deletes a list and its listings. What they showed on Amazon stays there.
    @DELETE
    @Path("/{id}")
    public void delete(@RestPath long id) {
        if (!editor.delete(merchant.id(), id)) {
            throw notFound();
        }
    }

    /// Also for other resources of a list: of one that is not the merchant's nothing else is told.
    public static Problem notFound() {
        return Problem.notFound("Selling List");
    }

    /// Also where nothing is to be changed.
    public static Problem unknownCollections(List<ListCollections.Followed> unknown) {
        return new Problem(
                422,
                "unknown-collections",
                "no such collections are known: GET /api/v1/shops/{shop}/collections shows those that are",
                Map.of("collections", unknown));
    }

    /// Also where something else is wanted of the marketplace.
    public static Problem notSoldIn(String marketplace, SellsIn sellsIn) {
        return new Problem(
                422,
                "marketplace-not-sold-in",
                sellsIn.refusal(marketplace),
                Map.of("marketplaces", sellsIn.marketplaces(), "toldAt", sellsIn.toldAt()));
    }

    private static SellingList done(SellingListResult result) {
        return switch (result) {
            case Done done -> done.list();
            case Missing missing -> throw Problem.notFound(missing.what());
            case NotInRegion elsewhere ->
                throw new Problem(
                        422,
                        "marketplace-not-in-region",
                        "the marketplaces of the region %s are %s"
                                .formatted(elsewhere.region(), String.join(", ", elsewhere.marketplaces())),
                        Map.of("marketplaces", elsewhere.marketplaces()));
            case NotSoldIn elsewhere -> throw notSoldIn(elsewhere.marketplace(), elsewhere.sellsIn());
            case FollowsNothing _ ->
                throw new Problem(
                        422, "no-collections", "a Selling List of kind COLLECTIONS needs following.collections");
            case PicksProducts _ ->
                throw new Problem(
                        422, "follows-no-collections", "only Selling Lists of kind COLLECTIONS follow collections");
            case UnknownCollections those -> throw unknownCollections(those.unknown());
        };
    }

    private SellingListView view(SellingList list) {
        return SellingListView.of(list, names(List.of(list)), followed(List.of(list)));
    }

    private Map<Long, List<Titled>> followed(List<SellingList> lists) {
        return collections.of(
                merchant.id(), lists.stream().map(list -> list.sellingListId).toList());
    }

    private Map<Long, String> names(List<SellingList> lists) {
        return profiles.names(
                merchant.id(), lists.stream().map(list -> list.profileId).toList());
    }

    /// @param marketplace country code
    /// @param profile name of its Global Profile
    /// @param following of a list of kind `COLLECTIONS`
    record SellingListView(
            long id,
            String name,
            long amazonAccountId,
            String marketplace,
            @Nullable String profile,
            Kind kind,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<FollowingView> following,

            Instant createdAt) {
        static SellingListView of(SellingList list, Map<Long, String> names, Map<Long, List<Titled>> followed) {
            return new SellingListView(
                    list.sellingListId,
                    list.name,
                    list.amazonAccountId,
                    list.marketplace,
                    names.get(list.profileId),
                    list.kind,
                    list.follows()
                            ? Optional.of(FollowingView.of(list, followed.getOrDefault(list.sellingListId, List.of())))
                            : Optional.empty(),
                    list.createdAt);
        }
    }

    /// @param followedAt when the list was last seen to have the members of its collections
    /// @param problem why it has not for now
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FollowingView(
            List<Titled> collections,
            OnJoin onJoin,
            OnLeave onLeave,
            Optional<Instant> followedAt,
            Optional<String> problem) {
        static FollowingView of(SellingList list, List<Titled> collections) {
            return new FollowingView(
                    collections,
                    list.onJoin,
                    list.onLeave,
                    Optional.ofNullable(list.followedAt),
                    Optional.ofNullable(list.followProblem));
        }
    }
}
