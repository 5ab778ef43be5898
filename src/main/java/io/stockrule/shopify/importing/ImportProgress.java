package io.stockrule.shopify.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.stock.ledger.LeftOut;
import java.time.Instant;
import java.util.Optional;

/// How far an import has come.
///
/// @param changed inventory items of which something was other than known
/// @param expectedVariants what Shopify said at the beginning
/// @param staged what of the files was fetched, in rows
/// @param removed variants that Shopify no longer has
/// @param leftOut what stands in the way of the shop's variants, when all is in
/// @param problem why it waits or failed
/// @param preparedAt since when Shopify's files are complete, if it writes any
/// @param advancedAt when it last came further
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ImportProgress(
        long id,
        Cause cause,
        State state,
        Phase phase,
        int warehouses,
        long variants,
        Optional<Long> expectedVariants,
        long levels,
        long staged,
        long changed,
        long removed,
        Optional<LeftOut> leftOut,
        Optional<String> problem,
        Instant startedAt,
        Optional<Instant> preparedAt,
        Instant advancedAt,
        Optional<Instant> endedAt) {
    enum Cause {
        ASKED,
        NIGHTLY
    }

    enum State {
        RUNNING,
        /// Goes on by itself when its problem is over.
        WAITING,
        DONE,
        FAILED
    }

    enum Phase {
        CONNECTING,
        WAREHOUSES,
        /// Shopify writes the shop into files.
        PREPARING,
        /// The files are fetched.
        FETCHING,
        VARIANTS,
        /// Variants that were not among those read are asked for by name.
        CHECKING,
        DONE,
        FAILED;

        State state(boolean problem) {
            return switch (this) {
                case CONNECTING, WAREHOUSES, PREPARING, FETCHING, VARIANTS, CHECKING ->
                    problem ? State.WAITING : State.RUNNING;
                case DONE -> State.DONE;
                case FAILED -> State.FAILED;
            };
        }
    }
}
