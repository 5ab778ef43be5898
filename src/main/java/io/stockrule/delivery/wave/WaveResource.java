package io.stockrule.delivery.wave;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.delivery.Wave;
import io.stockrule.delivery.Wave.State;
import io.stockrule.delivery.Waves;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Numbers that are held because many of an account change at once.
@Path("/api/v1/waves")
@RolesAllowed(Role.MERCHANT)
class WaveResource {
    private static final int MOST_SKUS = 1_000;

    private final CurrentMerchant merchant;
    private final Waves waves;
    private final WaveViews views;

    WaveResource(CurrentMerchant merchant, Waves waves, WaveViews views) {
        this.merchant = merchant;
        this.waves = waves;
        this.views = views;
    }

    /// The newest first.
    ///
    /// @param amazonAccount of this one alone
    /// @param state in this one alone
    @GET
    public Page<WaveView> list(
            @RestQuery @Nullable Long amazonAccount,
            @RestQuery @Nullable @Size(max = 20) String state,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) long after) {
        var ofAccount = amazonAccount == null ? OptionalLong.empty() : OptionalLong.of(amazonAccount);
        var found = waves.list(
                merchant.id(), ofAccount, Optional.ofNullable(state).map(WaveResource::state), after, limit + 1);
        var page = Page.of(found, limit, Wave::id);
        return new Page<>(views.all(merchant.id(), page.items()), page.next());
    }

    private static State state(String name) {
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        400,
                        "unknown-state",
                        "no wave has the state %s; there are %s"
                                .formatted(
                                        name,
                                        Arrays.stream(State.values())
                                                .map(State::name)
                                                .collect(joining(", ")))));
    }

    @GET
    @Path("/{id}")
    public WaveView get(@RestPath long id) {
        return views.one(merchant.id(), wave(id));
    }

    /// @param shown what Amazon shows; absent when it is not known
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record HeldNumber(String sellerSku, OptionalInt shown, int wanted, boolean rejected) {}

    /// The numbers that it holds, in the order of their SKUs.
    @GET
    @Path("/{id}/numbers")
    public Page<HeldNumber> numbers(
            @RestPath long id,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("") @Size(max = 255) String after) {
        return Page.of(waves.numbers(wave(id), after, limit + 1), limit, Waves.HeldNumber::sellerSku)
                .map(it -> new HeldNumber(it.sellerSku(), it.shown(), it.wanted(), it.rejected()));
    }

    /// Either of these.
    ///
    /// @param all true for the whole wave, also for what it comes to hold until its end
    /// @param sellerSkus for these numbers alone
    record Part(
            @Nullable Boolean all,

            @Nullable @Size(min = 1, max = MOST_SKUS) List<@NotNull @Size(min = 1, max = 255) String> sellerSkus) {
        /// Whoever forgets to name them does not mean all.
        boolean isClear() {
            return Boolean.TRUE.equals(all) != (sellerSkus != null) && !Boolean.FALSE.equals(all);
        }
    }

    /// What was said, and of how many numbers at once; the numbers of a whole wave follow soon.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Said(State said, Optional<Integer> numbers) {}

    /// Sends what is held.
    @POST
    @Path("/{id}/approve")
    public Said approve(@RestPath long id, @Valid @NotNull Part part) {
        return say(id, part, State.APPROVED);
    }

    /// Leaves what is held as Amazon shows it, until something else is decided.
    @POST
    @Path("/{id}/reject")
    public Said reject(@RestPath long id, @Valid @NotNull Part part) {
        return say(id, part, State.REJECTED);
    }

    private Said say(long id, Part part, State said) {
        if (!part.isClear()) {
            throw new Problem(422, "part-unclear", "give either \"all\": true, or the numbers' \"sellerSkus\"");
        }
        var wave = wave(id);
        var skus = part.sellerSkus();
        if (skus != null) {
            return new Said(said, Optional.of(waves.end(wave, skus, said)));
        }
        if (!waves.end(merchant.id(), id, said)) {
            throw new Problem(
                    409,
                    "wave-ended",
                    "the wave is not held any more",
                    Map.of("state", wave(id).state().name()));
        }
        return new Said(said, Optional.empty());
    }

    private Wave wave(long id) {
        return waves.find(merchant.id(), id).orElseThrow(() -> Problem.notFound("wave"));
    }
}
