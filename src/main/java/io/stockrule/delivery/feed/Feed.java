package io.stockrule.delivery.feed;

import io.stockrule.listing.AccountKey;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/// A feed, as it stood when somebody took it.
///
/// @param amazonId the id that Amazon has given it
/// @param deadline until then its numbers are in flight
/// @param askedAt when Amazon was last asked to create it
/// @param outcome what its numbers land with, once that is known
/// @param looks how often in a row looking has told nothing new
/// @param lease of whoever has taken it
record Feed(
        AccountKey account,
        long number,
        String marketplace,
        State state,
        Optional<String> amazonId,
        int messages,
        Instant begunAt,
        Instant deadline,
        Optional<Instant> askedAt,
        Optional<Outcome> outcome,
        Optional<String> resultDocument,
        Optional<String> problem,
        int looks,
        long lease) {
    enum State {
        /// Numbers are being put into it.
        LOADING,
        /// It is full, and Amazon does not know of it.
        READY,
        /// Amazon has been asked to create it, and it is not known whether it did.
        CREATING,
        /// Amazon has it.
        RUNNING,
        /// Amazon has it, its time is over, and its numbers are not in flight any more.
        STUCK,
        /// It is known what became of it, and that is being written down, number by number.
        LANDING,
        ENDED
    }

    /// What the numbers of a feed land with.
    enum Outcome {
        /// With what Amazon's report says.
        REPORTED,
        /// Nobody knows which of them were taken.
        LOST,
        /// None of them was taken.
        UNSENT
    }

    static Feed read(RowView row) {
        return new Feed(
                new AccountKey(
                        row.getColumn("merchant_id", Long.class), row.getColumn("amazon_account_id", Long.class)),
                row.getColumn("feed_number", Long.class),
                row.getColumn("marketplace", String.class),
                State.valueOf(row.getColumn("state", String.class)),
                Optional.ofNullable(row.getColumn("amazon_id", String.class)),
                row.getColumn("messages", Integer.class),
                row.getColumn("begun_at", Instant.class),
                row.getColumn("deadline", Instant.class),
                Optional.ofNullable(row.getColumn("asked_at", Instant.class)),
                Optional.ofNullable(row.getColumn("outcome", String.class)).map(Outcome::valueOf),
                Optional.ofNullable(row.getColumn("result_document", String.class)),
                Optional.ofNullable(row.getColumn("problem", String.class)),
                row.getColumn("looks", Integer.class),
                row.getColumn("lease", Long.class));
    }

    @Override
    public String toString() {
        return "feed %d of %s%s"
                .formatted(
                        number, account, amazonId.map(id -> ", Amazon's " + id).orElse(""));
    }
}
