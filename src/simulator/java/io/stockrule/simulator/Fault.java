package io.stockrule.simulator;

/// Something that goes wrong on request.
///
/// @param operation where: an Amazon operation (`patchListingsItem`, `getListingsItem`, `searchListingsItems`, `token`,
///     `createFeed`, `createReport` and the other calls about feeds and reports, `searchOrders`, `getOrder`, those
///     about notifications), `ReceiveMessage` and the other calls about queues (their account is the queue: an AWS
///     account, a slash and a name), `notification` (one on its way: DUPLICATE, REORDER, DROP), `feed` (a feed while it
///     is worked on: HANG has it take six hours, SERVER_ERROR end it in the middle), `feedMessage` (one number of it:
/// VANISH, ISSUE),
///     `report` (what becomes of one), `document` (the fetching of one), `document-upload`, `graphql`, `shopify-token`,
///     `webhook`, `bulk` (an operation) or `bulk-file` (the fetching of its result)
/// @param account the seller id or shop domain it is limited to; empty for all
/// @param sku the seller SKU it is limited to (Amazon's single-SKU operations); empty for all
/// @param every goes wrong on every so-manieth matching request
/// @param times goes wrong so many times and is then gone; 0 for as long as it stands
public record Fault(
        long id, String operation, String account, String sku, Kind kind, Moment moment, int every, int times) {
    static final Fault DEFAULTS = new Fault(0, "", "", "", Kind.SERVER_ERROR, Moment.BEFORE, 1, 0);

    /// When it goes wrong.
    public enum Moment {
        /// Before anything was done.
        BEFORE,
        /// After it was done, so that the caller cannot know.
        AFTER
    }

    public enum Kind {
        SERVER_ERROR(500),
        OVERLOADED(503),
        FORBIDDEN(403),
        THROTTLED(429),
        /// No answer; the caller runs into its timeout.
        HANG(0),
        /// The connection is closed without an answer.
        CLOSE(0),
        /// Accepted, and never effective.
        VANISH(0),
        /// Accepted, and an issue on the listing instead of an effect.
        ISSUE(0),
        /// A webhook is delivered twice.
        DUPLICATE(0),
        /// A webhook is held back for up to two seconds, so that later ones overtake it.
        REORDER(0),
        /// A webhook is never sent.
        DROP(0);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }

        public boolean spoilsTheAnswer() {
            return status > 0 || this == HANG || this == CLOSE;
        }
    }

    boolean concerns(String operation, String account, String sku) {
        return this.operation.equals(operation)
                && (this.account.isEmpty() || this.account.equals(account))
                && (this.sku.isEmpty() || this.sku.equals(sku));
    }

    Fault onceLess() {
        return new Fault(id, operation, account, sku, kind, moment, every, times - 1);
    }
}
