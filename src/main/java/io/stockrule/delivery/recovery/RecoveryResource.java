package io.stockrule.delivery.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.delivery.Recoveries;
import io.stockrule.delivery.Recoveries.Count;
import io.stockrule.delivery.Recoveries.Place;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Numbers that failed, sent again.
@Path("/api/v1/deliveries")
@RolesAllowed(Role.MERCHANT)
class RecoveryResource {
    /// The latest that is written with four digits of a year; databases know no end of time.
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Place START = new Place(Long.MIN_VALUE, "");

    private final CurrentMerchant merchant;
    private final Recoveries recoveries;

    RecoveryResource(CurrentMerchant merchant, Recoveries recoveries) {
        this.merchant = merchant;
        this.recoveries = recoveries;
    }

    /// @param since when those that failed had left, such as `2026-11-27T06:00:00Z`
    /// @param amazonAccount of this one alone
    /// @param after `next` of the part before
    record Failed(
            @NotNull @Size(max = 40) String since,
            @Nullable Long amazonAccount,
            @Nullable @Valid After after) {}

    record After(
            @NotNull Long account, @NotNull @Size(max = 255) String sellerSku) {}

    /// @param queued how many, by account and by how they had failed
    /// @param next absent at the end
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Recovered(List<Count> queued, Optional<Place> next) {}

    /// Queues again every number that failed since a time, a thousand targets in a call; the caller goes on with
    /// `next` until there is none. It may be done again: what was queued again since that time is left out.
    @POST
    @Path("/actions/recover")
    @RunOnVirtualThread
    public Recovered recover(@Valid @NotNull Failed failed) {
        var account = failed.amazonAccount();
        var after = failed.after();
        var part = recoveries.recover(
                merchant.id(),
                account == null ? OptionalLong.empty() : OptionalLong.of(account),
                instant(failed.since()),
                after == null ? START : new Place(after.account(), after.sellerSku()));
        return new Recovered(part.queued(), part.next());
    }

    private static Instant instant(String text) {
        try {
            var since = Instant.parse(text);
            if (since.isBefore(Instant.EPOCH) || since.isAfter(LATEST)) {
                throw notATime();
            }
            return since;
        } catch (DateTimeException _) {
            throw notATime();
        }
    }

    private static Problem notATime() {
        return new Problem(400, "not-a-time", "since is not a time such as 2026-11-27T06:00:00Z");
    }
}
