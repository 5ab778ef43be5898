package io.stockrule.access;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;
import org.jdbi.v3.core.Jdbi;

/// Addresses that behave as features do, and misbehave.
@Path("/api/v1/test")
class TestResource {
    private final CurrentMerchant merchant;
    private final Jdbi database;

    TestResource(CurrentMerchant merchant, Jdbi database) {
        this.merchant = merchant;
        this.database = database;
    }

    @GET
    @Path("/merchant")
    @RolesAllowed(Role.MERCHANT)
    public long merchant() {
        return merchant.id();
    }

    @GET
    @Path("/either")
    @RolesAllowed({Role.MERCHANT, Role.OPERATOR})
    public long either() {
        return merchant.id();
    }

    @GET
    @Path("/unannotated")
    public String unannotated() {
        return "must not be seen";
    }

    @GET
    @Path("/open")
    @PermitAll
    public String open() {
        return "open";
    }

    @GET
    @Path("/failure")
    @PermitAll
    public String failure() {
        throw new IllegalStateException("password=hunter2");
    }

    @GET
    @Path("/problem")
    @PermitAll
    public String problem() {
        throw new Problem(422, "profile-rejected", "the profile has 2 errors", Map.of("errors", 2));
    }

    @GET
    @Path("/database")
    @PermitAll
    public int database() {
        return database.withHandle(
                handle -> handle.select("select 1").mapTo(Integer.class).one());
    }

    @POST
    @Path("/order")
    @PermitAll
    public Order order(@Valid Order order, @RestQuery @Max(10) int limit) {
        return order;
    }

    record Order(@NotBlank String name, List<@Valid Line> lines) {}

    record Line(@NotBlank String sku, @Max(99) int units) {}
}
