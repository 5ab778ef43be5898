package io.stockrule.delivery;

import io.stockrule.listing.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One target's delivery and every step it can take. Loaded under its row lock, stepped, stored: nothing here knows the
/// database or HTTP.
///
/// The steps in the order of a number's life: [#take], [#depart], [#land], [#readBack].
final class Delivery {
    final TargetKey target;
    String marketplace;
    Wish wish;
    /// Counts the wishes: a higher number is a newer decision.
    long wishNumber;
    Optional<String> because = Optional.empty();
    Instant decidedAt;
    boolean asked;

    boolean waiting;
    /// Since when there is a number that Amazon has not accepted. Newer numbers, throttling and retries do not reset
    /// it.
    @Nullable
    Instant waitingSince;

    Instant dueAt;
    /// Failures in a row.
    int attempts;

    /// Counts the requests that departed: only the latest may land.
    long fence;
    Optional<Flight> flight = Optional.empty();
    Optional<Sent> sent = Optional.empty();
    /// How often in a row an accepted number did not show.
    int unconfirmed;
    /// An older number may have reached Amazon after a newer one.
    boolean doubt;

    Channel channel = Channel.UNREAD;
    Optional<String> channelDetail = Optional.empty();

    @Nullable
    Instant channelReadAt;

    OptionalInt shown = OptionalInt.empty();

    @Nullable
    Instant readDueAt;

    int readAttempts;

    Delivery(TargetKey target, String marketplace, Instant now) {
        this.target = target;
        this.marketplace = marketplace;
        this.wish = new Wish.Nothing();
        this.decidedAt = now;
        this.dueAt = now;
    }

    /// The newest decision. It replaces one that still waits; a hold or a conflict withdraws it.
    ///
    /// @return false if that changed nothing
    boolean take(Wanted wanted, Instant now, Duration channelValidFor) {
        boolean changes = !wish.equals(wanted.wish()) || wanted.asked() || channel == Channel.UNREAD;
        if (!changes && !waiting) {
            return false;
        }
        if (!wish.equals(wanted.wish()) || wanted.asked()) {
            wishNumber++;
        }
        marketplace = wanted.marketplace();
        wish = wanted.wish();
        because = Optional.of(wanted.because());
        decidedAt = wanted.decidedAt();
        asked = (asked || wanted.asked()) && wish instanceof Wish.Number;
        queueIfNeeded(now);
        if (channel == Channel.UNREAD || (waiting && !channelKnown(now, channelValidFor))) {
            readBy(now);
        }
        return true;
    }

    /// May this number be sent now? The channel must be the seller's, freshly enough read, and nothing in flight or
    /// lost.
    boolean mayDepart(Instant now, Duration channelValidFor) {
        return waiting
                && !dueAt.isAfter(now)
                && flight.isEmpty()
                && sent.map(Sent::state).orElse(Sent.State.EFFECTIVE) != Sent.State.LOST
                && channel == Channel.SELLER
                && channelKnown(now, channelValidFor);
    }

    /// A request leaves. Should its sender die, a read is already due.
    Flight depart(Instant now, Duration lease) {
        if (!(wish instanceof Wish.Number number)) {
            throw new IllegalStateException("only a number departs, was " + wish);
        }
        var departing = new Flight(wishNumber, number.quantity(), number.handlingDays(), asked, now, now.plus(lease));
        fence++;
        flight = Optional.of(departing);
        waiting = false;
        asked = false;
        readDueAt = departing.until();
        readAttempts = 0;
        return departing;
    }

    /// The request with this fence came back. One that is not the latest any more may have overtaken a newer
    /// number: then what Amazon shows is in doubt until it is read.
    void land(long landingFence, SendResult result, Instant now, DeliveryConfig config) {
        if (flight.isEmpty() || landingFence != fence) {
            landOutOfTurn(now);
            return;
        }
        var landed = flight.get();
        flight = Optional.empty();
        readDueAt = null;
        switch (result) {
            case SendResult.Accepted _ -> {
                attempts = 0;
                var fresh = sentBy(landed).accepted(now);
                sent = Optional.of(doubt ? fresh.is(Sent.State.LOST, "an older number may have followed it") : fresh);
                doubt = false;
                readDueAt = now.plus(config.firstReadBack());
            }
            case SendResult.Refused refused -> {
                attempts = 0;
                sent = Optional.of(sentBy(landed).is(Sent.State.REFUSED, refused.reason()));
            }
            case SendResult.Lost lost -> {
                attempts++;
                sent = Optional.of(sentBy(landed).is(Sent.State.LOST, lost.reason()));
                readDueAt = now.plus(config.firstReadBack());
            }
            case SendResult.Throttled _, SendResult.AccountRefused _ -> neverLeft(landed, now, config);
            case SendResult.NotSent _ -> {
                attempts++;
                neverLeft(landed, now, config);
                dueAt = now.plus(Backoff.after(attempts));
            }
        }
        queueIfNeeded(now);
    }

    /// What Amazon shows.
    ///
    /// @param readingFence the fence when the read began: if a request departed since, only the channel is news
    void readBack(long readingFence, Reading reading, Instant now, DeliveryConfig config) {
        giveUpExpired(now);
        channel = Channel.of(reading);
        channelDetail = detail(reading);
        channelReadAt = now;
        if (readingFence != fence || flight.isPresent()) {
            return;
        }
        readDueAt = null;
        if (reading instanceof Reading.SellerFulfilled seller) {
            shown = seller.quantity();
            settle(now, config);
        } else {
            shown = OptionalInt.empty();
            readDueAt = now.plus(recheckAfter());
        }
        queueIfNeeded(now);
    }

    /// A read that told nothing is tried again.
    void readFailed(Instant now) {
        readAttempts++;
        readDueAt = now.plus(Backoff.after(readAttempts));
    }

    /// For the merchant: the status of every listing of this target.
    TargetStatus status() {
        return TargetStatus.of(this);
    }

    private void landOutOfTurn(Instant now) {
        if (flight.isPresent()) {
            doubt = true;
        } else if (sent.isPresent()) {
            sent = sent.map(last -> last.is(Sent.State.LOST, "an older number may have followed it"));
            readBy(now);
        }
    }

    private void neverLeft(Flight landed, Instant now, DeliveryConfig config) {
        asked = asked || landed.asked();
        if (sent.isPresent() && sent.get().state() == Sent.State.ACCEPTED) {
            readDueAt = now.plus(config.firstReadBack());
        }
    }

    private void giveUpExpired(Instant now) {
        if (flight.isPresent() && !flight.get().until().isAfter(now)) {
            sent = Optional.of(sentBy(flight.get()).is(Sent.State.LOST, "the sender did not come back"));
            flight = Optional.empty();
        }
    }

    private void settle(Instant now, DeliveryConfig config) {
        if (sent.isEmpty()) {
            return;
        }
        var last = sent.get();
        boolean shows = shown.equals(OptionalInt.of(last.quantity()));
        switch (last.state()) {
            case ACCEPTED -> {
                if (shows) {
                    becomeEffective(last, now);
                } else if (now.isBefore(last.acceptedAt().orElse(last.at()).plus(config.confirmWithin()))) {
                    readDueAt = now.plus(Backoff.doubling(config.firstReadBack(), ++readAttempts));
                } else if (last.mayHaveBecome(shown)) {
                    becomeEffective(last, now);
                } else {
                    unconfirmed++;
                    sent = Optional.of(last.is(Sent.State.UNCONFIRMED, "Amazon accepted it but does not show it"));
                    dueAt = unconfirmed == 1
                            ? now
                            : now.plus(Backoff.doubling(config.confirmWithin(), unconfirmed - 1));
                }
            }
            case LOST -> {
                if (shows) {
                    becomeEffective(last, now);
                } else {
                    sent = Optional.of(last.is(Sent.State.UNSETTLED, "it was lost on the way"));
                    dueAt = now;
                }
            }
            case EFFECTIVE, REFUSED, UNSETTLED, UNCONFIRMED -> {}
        }
    }

    private void becomeEffective(Sent last, Instant now) {
        sent = Optional.of(last.effective(now));
        unconfirmed = 0;
        attempts = 0;
    }

    private void queueIfNeeded(Instant now) {
        boolean waitedBefore = waiting;
        waiting = needsSending();
        if (waiting && !waitedBefore && dueAt.isBefore(now)) {
            dueAt = now;
        }
        boolean underWay = flight.isPresent()
                || sent.filter(last -> last.state() == Sent.State.LOST).isPresent();
        if (!waiting && !underWay) {
            waitingSince = null;
        } else if (waitingSince == null) {
            waitingSince = now;
        }
    }

    private boolean needsSending() {
        if (!(wish instanceof Wish.Number number)) {
            return false;
        }
        if (asked) {
            return true;
        }
        if (flight.isPresent()) {
            return differs(number, flight.get().quantity(), flight.get().handlingDays());
        }
        return sent.isEmpty()
                || switch (sent.get().state()) {
                    case UNSETTLED, UNCONFIRMED -> true;
                    case ACCEPTED, LOST, EFFECTIVE, REFUSED ->
                        differs(number, sent.get().quantity(), sent.get().handlingDays());
                };
    }

    private static boolean differs(Wish.Number number, int quantity, OptionalInt handlingDays) {
        return number.quantity() != quantity
                || (number.handlingDays().isPresent() && !number.handlingDays().equals(handlingDays));
    }

    private Sent sentBy(Flight landed) {
        var handlingDays = landed.handlingDays().isPresent()
                ? landed.handlingDays()
                : sent.map(Sent::handlingDays).orElse(OptionalInt.empty());
        return new Sent(
                Sent.State.LOST,
                landed.number(),
                landed.quantity(),
                handlingDays,
                landed.startedAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                shown,
                sent.map(Sent::leavesUnread).orElse(false));
    }

    private boolean channelKnown(Instant now, Duration validFor) {
        return channelReadAt != null && channelReadAt.plus(validFor).isAfter(now);
    }

    private void readBy(Instant when) {
        if (readDueAt == null || readDueAt.isAfter(when)) {
            readDueAt = when;
            readAttempts = 0;
        }
    }

    /// Sellers convert listings by hand, so even a refused channel is looked at again.
    private Duration recheckAfter() {
        return switch (channel) {
            case UNREADABLE -> Duration.ofMinutes(15);
            case NOT_FOUND -> Duration.ofHours(1);
            case UNREAD, SELLER, AMAZON, DUAL, SUPPLY_SOURCE -> Duration.ofHours(24);
        };
    }

    private static Optional<String> detail(Reading reading) {
        return switch (reading) {
            case Reading.OtherChannels others -> Optional.of(others.channels());
            case Reading.Unreadable unreadable -> Optional.of(unreadable.reason());
            case Reading.SellerFulfilled _, Reading.NotFound _ -> Optional.empty();
        };
    }
}
