package io.stockrule.shopify.importing;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/api/v1/shops/{shop}/imports")
@RolesAllowed(Role.MERCHANT)
class ImportResource {
    private final ImportQueue queue;
    private final ImportWorker worker;
    private final CurrentMerchant merchant;

    ImportResource(ImportQueue queue, ImportWorker worker, CurrentMerchant merchant) {
        this.queue = queue;
        this.worker = worker;
        this.merchant = merchant;
    }

    /// Starts reading the whole shop. It goes on in the background; `latest` tells how far it is.
    @POST
    public RestResponse<ImportProgress> start(@RestPath long shop) {
        var key = key(shop);
        long id = queue.start(key)
                .orElseThrow(() -> new Problem(409, "import-running", "an import of this shop is running"));
        worker.wake();
        return ResponseBuilder.<ImportProgress>create(RestResponse.Status.ACCEPTED)
                .location(URI.create("/api/v1/shops/%d/imports/latest".formatted(shop)))
                .entity(queue.list(key, id + 1, 1).getFirst())
                .build();
    }

    @GET
    @Path("/latest")
    @Transactional
    public ImportProgress latest(@RestPath long shop) {
        return queue.list(key(shop), Long.MAX_VALUE, 1).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("import"));
    }

    /// The newest first.
    @GET
    @Transactional
    public Page<ImportProgress> list(
            @RestPath long shop,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) long after) {
        return Page.of(queue.list(key(shop), after, limit + 1), limit, ImportProgress::id);
    }

    private ShopKey key(long shop) {
        var key = new ShopKey(merchant.id(), shop);
        var _ = Shop.find(key).orElseThrow(() -> Problem.notFound("shop"));
        return key;
    }
}
