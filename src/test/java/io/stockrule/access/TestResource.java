package io.stockrule.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jdbi.v3.core.Jdbi;

/// Addresses that behave as features do, and misbehave.
@Path("/test")
public class TestResource {
    public static volatile CountDownLatch slow = new CountDownLatch(0);

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

    /// Its connection is gone when it comes to the commit.
    @POST
    @Path("/lost-connection")
    @PermitAll
    @Transactional
    public String lostConnection() {
        int connection = database.withHandle(handle ->
                handle.select("select pg_backend_pid()").mapTo(Integer.class).one());
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> handle.select("select pg_terminate_backend(?)", connection)
                        .mapTo(Boolean.class)
                        .one()));
        return "must not be seen";
    }

    @POST
    @Path("/order")
    @PermitAll
    public Order order(@Valid Order order, @RestQuery @Max(10) int limit) {
        return order;
    }

    @GET
    @Path("/search")
    @PermitAll
    public String search(
            @RestQuery boolean dryRun, @RestQuery Long after, @RestQuery String q, @RestQuery List<String> status) {
        return "searched";
    }

    @GET
    @Path("/things/{id}")
    @PermitAll
    public long thing(@RestPath long id) {
        return id;
    }

    @POST
    @Path("/everything")
    @PermitAll
    public String everything(Everything everything) {
        return everything.toString();
    }

    /// Fails as a database does.
    ///
    /// @param state why, as PostgreSQL says it
    @GET
    @Path("/sql/{state}")
    @PermitAll
    public String sql(@RestPath String state) {
        throw new IllegalStateException(new SQLException("the database's own words", state));
    }

    /// Is slow until the test says otherwise.
    @GET
    @Path("/slow")
    @RolesAllowed(Role.MERCHANT)
    public String slow() throws InterruptedException {
        slow.await();
        return "done";
    }

    record Everything(
            Boolean on,
            Kind kind,
            Long units,
            int count,
            String text,
            List<String> texts,
            LocalDate date,
            LocalTime time,
            Map<String, Long> levels) {}

    enum Kind {
        ONE,
        OTHER
    }

    record Order(@NotBlank String name, List<@Valid Line> lines) {}

    record Line(@NotBlank String sku, @Max(99) int units) {}
}
