package io.stockrule.access.http;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.stockrule.access.KeyHolders;
import io.stockrule.access.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Gives each merchant a share of what this replica can do at once. What is more waits its turn for a moment, so that a
/// burst of quick requests is simply served, and is then asked to come again: one merchant's slow requests must
/// not keep another's from the database. Streams have a share of their own.
@ApplicationScoped
class MerchantShares {
    private static final int RETRY_AFTER = 1;

    private final ShareConfig config;
    private final SecurityIdentity caller;
    private final CurrentVertxRequest call;
    private final Map<Long, MerchantShare> shares = new ConcurrentHashMap<>();

    MerchantShares(ShareConfig config, SecurityIdentity caller, CurrentVertxRequest call) {
        this.config = config;
        this.caller = caller;
        this.call = call;
    }

    /// @return an answer for one who has to come again, else nothing, and the call goes on
    @ServerRequestFilter
    Uni<@Nullable RestResponse<Map<String, Object>>> admit(ResourceInfo resource) {
        Long merchantId = isShared(resource) ? caller.<Long>getAttribute(KeyHolders.MERCHANT_ID) : null;
        if (merchantId == null) {
            return Uni.createFrom().nullItem();
        }
        var share = shares.computeIfAbsent(merchantId, _ -> new MerchantShare(config.requestsAtOnce()));
        var turn = share.turn(config.requestWait());
        call.getCurrent().addEndHandler(_ -> share.end(turn));
        return Uni.createFrom().completionStage(turn).map(came -> came ? null : comeAgain());
    }

    private static RestResponse<Map<String, Object>> comeAgain() {
        return ProblemDetails.response(new Problem(
                        429,
                        "too-many-requests",
                        "too many requests of this merchant are under way; send fewer at once and try this one again")
                .retryAfter(RETRY_AFTER));
    }

    private static boolean isShared(ResourceInfo resource) {
        return isAnnotatedForRoles(resource) && !isStream(resource);
    }

    private static boolean isAnnotatedForRoles(ResourceInfo resource) {
        return resource.getResourceMethod().isAnnotationPresent(RolesAllowed.class)
                || resource.getResourceClass().isAnnotationPresent(RolesAllowed.class);
    }

    private static boolean isStream(ResourceInfo resource) {
        var produces = resource.getResourceMethod().getAnnotation(Produces.class);
        return produces != null && Arrays.asList(produces.value()).contains(MediaType.SERVER_SENT_EVENTS);
    }
}
