package io.stockrule.simulator.amazon;

import io.stockrule.simulator.Events;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.amazon.Submissions.Submission;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// What comes of accepted patches when their time has come.
final class Effects {
    private static final int AT_ONCE = 500;

    private final Store store;
    private final InstantSource clock;
    private final AmazonListings listings;
    private final Submissions submissions;
    private final Events events;

    Effects(Store store, InstantSource clock, AmazonListings listings, Submissions submissions, Events events) {
        this.store = store;
        this.clock = clock;
        this.listings = listings;
        this.submissions = submissions;
        this.events = events;
    }

    /// @return whether there was something to do
    boolean settleDue() {
        return store.with(_ -> {
            var due = submissions.due(AT_ONCE);
            due.forEach(this::settle);
            return !due.isEmpty();
        });
    }

    private void settle(Submission submission) {
        submissions.settled(submission.id());
        listings.find(submission.seller(), submission.sku()).ifPresent(listing -> settle(submission, listing));
    }

    private void settle(Submission submission, AmazonListing listing) {
        switch (submission.fate().orElseThrow()) {
            case VANISHED -> events.add(Events.Kind.QUANTITY_VANISHED, told(submission));
            case REJECTED -> {
                var issue = Issue.late(submission.marketplace());
                listings.save(submission.seller(), listing.rejected(issue, clock.instant()));
                events.add(Events.Kind.QUANTITY_REJECTED, told(submission));
            }
            case EFFECTIVE -> apply(submission, listing);
        }
    }

    private void apply(Submission submission, AmazonListing listing) {
        var body = submission.body().getBytes(StandardCharsets.UTF_8);
        var after = listing.effective(PatchRequest.parse(body).patches(), clock.instant());
        listings.save(submission.seller(), after);
        if (after.stranded() && !listing.stranded()) {
            events.add(Events.Kind.FBA_STRANDED, told(submission));
        }
        events.add(Events.Kind.QUANTITY_EFFECTIVE, told(submission));
    }

    static Map<String, Object> told(Submission submission) {
        var told = new HashMap<String, Object>();
        told.put("submission", submission.id());
        told.put("seller", submission.seller());
        told.put("sku", submission.sku());
        submission.channel().ifPresent(channel -> told.put("channel", channel));
        submission.quantity().ifPresent(quantity -> told.put("quantity", quantity));
        submission.submissionId().ifPresent(id -> told.put("submissionId", id));
        return told;
    }
}
