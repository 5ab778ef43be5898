package io.stockrule.delivery.target;

import io.stockrule.delivery.change.Attribution;
import io.stockrule.delivery.change.Change;
import io.stockrule.delivery.change.Drift;
import io.stockrule.delivery.change.Look;
import io.stockrule.delivery.change.Writer;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.pace.Backoff;
import io.stockrule.delivery.wish.Want;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.AmazonAccounts.ForeignChanges;
import io.stockrule.listing.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One target's delivery and every step it can take. Loaded under its row lock, stepped, stored: nothing here knows the
/// database or HTTP.
///
/// The steps in the order of a number's life: [#take], [#depart], [#land], [#readBack].
public final class Delivery {
    private static final Duration FIRST_RETRY = Duration.ofMinutes(15);

    /// Whoever sets a number again and again will not stop; two programs must not fight over it for ever.
    private static final int MOST_CORRECTIONS = 3;

    /// A number that Amazon showed before it was sent is looked at once more, so many times as late as at first.
    private static final int LATER_LOOK = 60;

    private static final String OVERTAKEN = "an older number may have followed it";

    final TargetKey target;
    Want want;
    Queued queued;

    long fence;
    Optional<Flight> flight = Optional.empty();
    Optional<Sent> sent = Optional.empty();
    /// How often in a row an accepted number did not show.
    int unconfirmed;
    int corrections;

    Optional<Instant> correctedAt = Optional.empty();
    Drift drift = Drift.NONE;
    List<Change> changes = List.of();
    /// An older number may have reached Amazon after a newer one.
    boolean doubt;

    Seen seen = Seen.NOTHING;

    Optional<Moved> moved = Optional.empty();

    Optional<Held> held = Optional.empty();

    /// As its row has it; null if it has none yet.
    @Nullable
    StoredParts stored;

    Flip flip = Flip.NONE;

    public Delivery(TargetKey target, String marketplace, Instant now) {
        this.target = target;
        this.want = Want.nothing(marketplace, now);
        this.queued = Queued.not(now);
    }

    public TargetKey target() {
        return target;
    }

    public Want want() {
        return want;
    }

    public Queued queued() {
        return queued;
    }

    /// Counts the requests that departed: only the latest may land.
    public long fence() {
        return fence;
    }

    public Optional<Flight> flight() {
        return flight;
    }

    public Optional<Sent> sent() {
        return sent;
    }

    /// How often in a row a number was sent again because somebody else had written another.
    public int corrections() {
        return corrections;
    }

    public Drift drift() {
        return drift;
    }

    /// What the last reading has shown to be changed; nobody's memory.
    public List<Change> changes() {
        return changes;
    }

    public Seen seen() {
        return seen;
    }

    /// Empty when the newest decision moves nothing, or a person asked for it.
    public Optional<Moved> moved() {
        return moved;
    }

    public Optional<Held> held() {
        return held;
    }

    public Flip flip() {
        return flip;
    }

    /// The newest decision. It replaces one that still waits; a hold or a conflict withdraws it.
    ///
    /// @return false if that changed nothing
    public boolean take(Wanted wanted, Instant now) {
        boolean unread = seen.channel() == Channel.UNREAD;
        if (!want.isChangedBy(wanted) && !unread && !queued.waiting()) {
            return false;
        }
        if (!wanted.marketplace().equals(want.marketplace())) {
            seen = seen.elsewhere();
        }
        if (want.isChangedBy(wanted)) {
            corrections = 0;
            moved = movedBy(wanted, now);
            held = Optional.empty();
        }
        want = want.replacedBy(wanted);
        if (wanted.asked() && isPutOff()) {
            queued = queued.dueAt(now);
        }
        queueIfNeeded(now);
        if (unread) {
            seen = seen.lookBy(now);
        }
        return true;
    }

    /// The first number of a target is compared with what Amazon shows, once that has been read.
    private Optional<Moved> movedBy(Wanted wanted, Instant now) {
        if (wanted.asked() || !(wanted.wish() instanceof Wish.Number number)) {
            return Optional.empty();
        }
        boolean first = sent.isEmpty();
        if (first && seen.shown().isEmpty()) {
            return Optional.of(new Moved(now, 0, wanted.cause()));
        }
        int units = number.quantity() - listed();
        return units < 0 || (units > 0 && !first)
                ? Optional.of(new Moved(now, units, wanted.cause()))
                : Optional.empty();
    }

    /// A first number that lists more is no rise: nothing was listed from here before.
    private void compareFirst(Instant now) {
        if (sent.isEmpty() && want.wish() instanceof Wish.Number number) {
            int units = number.quantity() - listed();
            moved = units < 0 ? moved.map(it -> it.units() == units ? it : it.by(units, now)) : Optional.empty();
        }
    }

    /// It is not sent before a person has looked at the wave.
    public void hold(long wave, Instant now) {
        held = Optional.of(new Held(wave, false));
        queueIfNeeded(now);
    }

    /// A person has looked at it: it may be sent, whatever others do.
    public void release(Instant now) {
        held = Optional.empty();
        moved = Optional.empty();
        queueIfNeeded(now);
    }

    /// A person does not want it sent: Amazon keeps what it shows until something else is decided.
    public void reject() {
        held = held.map(it -> new Held(it.wave(), true));
    }

    /// Whether the last number left since then and failed, and the newest may be sent: it is neither held
    /// nor on its way, and nobody has asked for it yet.
    public boolean hasFailedSince(Instant since) {
        return want.wish() instanceof Wish.Number
                && !want.asked()
                && held.isEmpty()
                && flight.isEmpty()
                && sent.filter(last -> last.hasFailed() && !last.at().isBefore(since))
                        .isPresent();
    }

    /// A person wants the newest number sent although the last one failed.
    public void sendAgain(Instant now) {
        want = want.asked(true);
        queued = queued.dueAt(now);
        queueIfNeeded(now);
    }

    /// If it waits only for a look, that is due.
    public void lookIfOld(Instant now, TargetConfig config) {
        if (queued.waiting() && !isKnownFreshly(now, config)) {
            seen = seen.lookBy(now);
        }
    }

    /// May this number be sent now? The channel must be the seller's, freshly enough read, and nothing in flight or
    /// lost.
    public boolean mayDepart(Instant now, TargetConfig config) {
        return isFree(now) && isKnownFreshly(now, config);
    }

    /// The same for one that leaves with many others. When it will arrive, nobody knows, so a look of minutes ago tells
    /// no more than one of an hour ago; what it turns all the same is taken back.
    public boolean mayDepartInFeed(Instant now, TargetConfig config) {
        return isFree(now) && seen.isFresh(now, config.channelValidFor());
    }

    private boolean isFree(Instant now) {
        return queued.isDue(now) && flight.isEmpty() && !isLast(Sent.State.LOST) && seen.channel() == Channel.SELLER;
    }

    /// Whether the last look at the channel is recent enough for what is to be sent.
    private boolean isKnownFreshly(Instant now, TargetConfig config) {
        return seen.isFresh(now, listsLess() ? config.channelValidFor() : config.channelValidToRaise());
    }

    public Urgency urgency() {
        return want.wish() instanceof Wish.Number number ? Urgency.of(listed(), number.quantity()) : Urgency.OTHER;
    }

    /// Whether a number was sent before, and Amazon may show more than is wanted now.
    private boolean listsLess() {
        return sent.isPresent() && urgency().falls();
    }

    /// The most that Amazon may show, as far as is known.
    private int listed() {
        int shown = seen.shown().orElse(0);
        boolean taken = sent.isPresent() && !isLast(Sent.State.REFUSED) && !isPutOff();
        int before = taken ? Math.max(shown, sent.get().quantity()) : shown;
        return flight.map(Flight::quantity).filter(flying -> flying > before).orElse(before);
    }

    /// A request leaves. Should its sender die, a read is already due.
    public Flight depart(Instant now, Duration lease) {
        if (!(want.wish() instanceof Wish.Number number)) {
            throw new IllegalStateException("only a number departs, was " + want.wish());
        }
        var departing =
                new Flight(want.number(), number.quantity(), number.handlingDays(), want.asked(), now, now.plus(lease));
        fence++;
        flight = Optional.of(departing);
        want = want.asked(false);
        queued = queued.gone();
        drift = Drift.NONE;
        seen = seen.lookAfreshAt(departing.until());
        return departing;
    }

    /// The request that is under way.
    public Departed departed() {
        var flying = flight.orElseThrow();
        return new Departed(fence, flying.number(), flying.quantity());
    }

    /// A request came back, in its turn or not.
    public void land(Departed request, SendResult result, Instant now, TargetConfig config) {
        if (flight.isEmpty() || request.fence() != fence) {
            landOutOfTurn(request, result, now, config);
            return;
        }
        var landed = flight.get();
        flight = Optional.empty();
        seen = seen.lookNoMore();
        switch (result) {
            case SendResult.Accepted _ -> {
                var fresh = sentBy(landed).accepted(now);
                sent = Optional.of(doubt ? fresh.is(Sent.State.UNSETTLED, OVERTAKEN) : fresh);
                doubt = false;
                queued = queued.withoutFailures();
                seen = seen.lookAt(now.plus(config.firstReadBack()));
            }
            case SendResult.Refused refused -> {
                sent = Optional.of(sentBy(landed).is(Sent.State.REFUSED, refused.reason()));
                queued = queued.withoutFailures();
            }
            case SendResult.PutOff later -> {
                putOff(landed, later.reason(), now);
                seen = seen.lookAfreshAt(now); // the listing may be gone
            }
            case SendResult.Denied denied -> putOff(landed, denied.reason(), now);
            case SendResult.Lost lost -> {
                sent = Optional.of(sentBy(landed).is(Sent.State.LOST, lost.reason()));
                queued = queued.failed();
                seen = seen.lookAt(now.plus(config.firstReadBack()));
            }
            case SendResult.Late _, SendResult.Throttled _, SendResult.AccountRefused _ ->
                neverLeft(landed, now, config);
            case SendResult.NotSent _ -> {
                neverLeft(landed, now, config);
                queued = queued.failed();
                queued = queued.dueAt(now.plus(Backoff.after(queued.failures())));
            }
        }
        queueIfNeeded(now);
    }

    /// What Amazon shows.
    ///
    /// @param readingFence the fence when the read began: if a request departed since, only the channel is news
    public void readBack(long readingFence, Reading reading, Instant now, TargetConfig config) {
        changes = List.of();
        giveUpExpired(now);
        flip = flip.seen(reading, hasTurned(reading, now, config), now);
        seen = seen.channel(reading, now);
        if (readingFence != fence || flight.isPresent()) {
            return;
        }
        if (reading instanceof Reading.SellerFulfilled seller) {
            var before = seen.look();
            seen = seen.showing(new Look(seller.quantity(), seller.submitted())).lookNoMore();
            seen = seen.offered(seen.sale()
                    .next(seller.notBuyable().filter(_ -> seller.quantity().orElse(0) > 0), now));
            compareFirst(now);
            settle(before, now, config);
            if (seen.nextLook().isEmpty()) {
                seen.sale().lookAgainAfter().ifPresent(after -> seen = seen.lookAt(now.plus(after)));
            }
        } else {
            seen = seen.showing(Look.NONE).offered(Sale.FREE).lookAt(now.plus(recheckAfter(now, config)));
        }
        queueIfNeeded(now);
    }

    /// What was sent to an offer just before it was handed to Amazon may still turn it.
    private Duration recheckAfter(Instant now, TargetConfig config) {
        boolean mayTurn = mayStillLand(now, config)
                && now.isBefore(sent.orElseThrow().at().plus(config.confirmWithin()))
                && seen.channel() != Channel.SELLER;
        return mayTurn || flip.wantsUndo()
                ? Backoff.doubling(config.firstReadBack().multipliedBy(5), flip.undos() + 1)
                : seen.channel().recheckAfter();
    }

    /// The number sent last may still be on its way at Amazon.
    private boolean mayStillLand(Instant now, TargetConfig config) {
        return sent.filter(last -> last.mayStillLand(now, config.confirmWithin()))
                .isPresent();
    }

    /// Whether the seller's offer that is there beside Amazon's was made by a number of ours.
    private boolean hasTurned(Reading reading, Instant now, TargetConfig config) {
        return mayStillLand(now, config)
                && reading instanceof Reading.OtherChannels others
                && others.sellersToo().isPresent()
                && sent.orElseThrow().mayHaveMade(others.sellersToo().getAsInt());
    }

    /// It is to be looked at then, and not before.
    public void lookAt(Instant when) {
        seen = seen.lookAt(when);
    }

    /// It is being tried to take back what a number of ours has turned.
    public void undoes() {
        flip = flip.undone();
    }

    /// A read that told nothing is tried again.
    public void readFailed(Instant now) {
        seen = seen.lookedInVain();
        seen = seen.lookAt(now.plus(Backoff.after(seen.looks())));
    }

    /// For the merchant: the status of every listing of this target.
    public TargetStatus status() {
        return TargetStatus.of(this);
    }

    /// What reached Amazon after a newer number may show after it, however late: a look would prove nothing, so the
    /// newest is sent once more. Amazon takes those of one SKU in order
    /// (github.com/amzn/selling-partner-api-samples, discussion 109). Until then the late one is the last that
    /// Amazon got, and may turn an offer that has been handed over meanwhile.
    private void landOutOfTurn(Departed request, SendResult result, Instant now, TargetConfig config) {
        if (!result.mayHaveArrived()) {
            return;
        }
        if (request.fence() == fence) {
            if (isLast(Sent.State.EFFECTIVE) && result instanceof SendResult.Accepted) {
                sent = sent.map(last -> last.acceptedLate(now, seen.shown()));
            }
            seen = seen.lookBy(now);
        } else if (flight.isPresent()) {
            doubt = true;
            sent = sent.map(last -> last.overtakenBy(request.quantity()));
        } else {
            var handlingDays = sent.map(Sent::handlingDays).orElse(OptionalInt.empty());
            var unseen = sent.map(newer -> newer.unseen().and(newer.quantity())).orElse(Unseen.NONE);
            sent = Optional.of(new Sent(
                    Sent.State.UNSETTLED,
                    request.number(),
                    request.quantity(),
                    handlingDays,
                    now,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(OVERTAKEN),
                    seen.shown(),
                    unseen));
            queued = queued.dueAt(now);
            seen = seen.lookBy(now.plus(config.firstReadBack()));
        }
        queueIfNeeded(now);
    }

    private void putOff(Flight landed, String reason, Instant now) {
        sent = Optional.of(sentBy(landed).is(Sent.State.PUT_OFF, reason));
        queued = queued.failed();
        queued = queued.dueAt(now.plus(Backoff.doubling(FIRST_RETRY, queued.failures())));
    }

    private void neverLeft(Flight landed, Instant now, TargetConfig config) {
        want = want.asked(want.asked() || landed.asked());
        if (isLast(Sent.State.ACCEPTED)) {
            seen = seen.lookAt(now.plus(config.firstReadBack()));
        }
    }

    private void giveUpExpired(Instant now) {
        if (flight.isPresent() && !flight.get().until().isAfter(now)) {
            sent = Optional.of(sentBy(flight.get()).is(Sent.State.LOST, "the sender did not come back"));
            flight = Optional.empty();
        }
    }

    private void settle(Look before, Instant now, TargetConfig config) {
        if (sent.isEmpty()) {
            return;
        }
        var last = sent.get();
        boolean shows = seen.shown().equals(OptionalInt.of(last.quantity()));
        boolean proven = shows && !last.mayHideAnother();
        switch (last.state()) {
            case ACCEPTED -> {
                if (proven) {
                    becomeEffective(last, now, config);
                } else if (now.isBefore(last.acceptedAt().orElse(last.at()).plus(config.confirmWithin()))) {
                    sent = Optional.of(last.afterOther(seen.shown()));
                    seen = seen.lookedInVain();
                    seen = seen.lookAt(now.plus(Backoff.doubling(config.firstReadBack(), seen.looks())));
                } else if (shows || last.mayHaveBecome(seen.shown())) {
                    becomeEffective(last, now, config);
                } else {
                    sendAgain(last, now, config);
                }
            }
            case LOST -> {
                if (proven) {
                    becomeEffective(last, now, config);
                } else {
                    sent = Optional.of(last.is(Sent.State.UNSETTLED, "it was lost on the way"));
                    queued = queued.dueAt(now);
                }
            }
            case EFFECTIVE -> notice(last, before, now, config);
            case REFUSED, UNSETTLED, UNCONFIRMED, PUT_OFF -> {}
        }
    }

    /// Whether what was sent is still there, but for what was sold.
    private void notice(Sent last, Look before, Instant now, TargetConfig config) {
        var found = Attribution.between(before, seen.look(), last.quantity());
        changes = found.changes();
        seen = seen.showing(found.known());
        for (var change : changes) {
            if (change.writer().isForeign()) {
                drift = drift.noticed(change.writer(), corrections, now);
            }
        }
        if (seen.shown().equals(OptionalInt.of(last.quantity()))) {
            drift = Drift.NONE;
        }
        if (!isOverwritten() && !last.at().plus(config.lookEvery()).isAfter(now)) {
            corrections = 0;
        }
    }

    /// Whether somebody else has written a number that is not wanted: Amazon shows more than was sent last, or another
    /// program has submitted another. Else less is shown whenever something was sold.
    public boolean isOverwritten() {
        if (!isLast(Sent.State.EFFECTIVE) || !(want.wish() instanceof Wish.Number number)) {
            return false;
        }
        int shown = seen.shown().orElse(0);
        boolean isRaised = shown > sent.orElseThrow().quantity() && shown > number.quantity();
        boolean isLowered = drift.by().equals(Optional.of(Writer.PROGRAM)) && shown < number.quantity();
        return isRaised || isLowered;
    }

    /// Whether Amazon shows a number that somebody else has written in place of ours.
    public boolean differs() {
        boolean shownOther = isLast(Sent.State.EFFECTIVE)
                && !seen.shown().equals(OptionalInt.of(sent.orElseThrow().quantity()));
        return isOverwritten() || (shownOther && drift.isThere() && drift.wins() != ForeignChanges.CORRECT);
    }

    /// Does about a number that somebody else has written what the account wants.
    ///
    /// @param allowance takes the right to set one more right: empty if that is allowed, else when it will be
    public void answerDrift(ForeignChanges wanted, Supplier<Optional<Instant>> allowance, Instant now) {
        drift = drift.wins(wanted);
        if (isOverwritten() && mayCorrect()) {
            allowance.get().ifPresentOrElse(this::correctLater, () -> correct(now));
        }
        queueIfNeeded(now);
    }

    private boolean mayCorrect() {
        return drift.wins() == ForeignChanges.CORRECT
                && corrections < MOST_CORRECTIONS
                && held.isEmpty()
                && flight.isEmpty();
    }

    /// What had looked like a sale was somebody who lowered the number by hand: does about it what the account wants,
    /// unless a number was sent since.
    ///
    /// @param shown then
    /// @return false if it is to be set right, but too many have been lately: it is not noted then
    public boolean answerLowered(
            int shown, Instant noticed, ForeignChanges wanted, Supplier<Optional<Instant>> allowance, Instant now) {
        boolean stillThere = isLast(Sent.State.EFFECTIVE)
                && sent.orElseThrow().at().isBefore(noticed)
                && seen.shown().orElse(Integer.MAX_VALUE) <= shown
                && want.wish() instanceof Wish.Number number
                && number.quantity() > shown;
        if (!stillThere) {
            return true;
        }
        var before = drift;
        drift = drift.noticed(Writer.SELLER_CENTRAL, corrections, now).wins(wanted);
        if (mayCorrect()) {
            if (allowance.get().isPresent()) {
                drift = before;
                return false;
            }
            correct(now);
        }
        queueIfNeeded(now);
        return true;
    }

    private void correct(Instant now) {
        var last = sent.orElseThrow();
        corrections++;
        correctedAt = Optional.of(now);
        sent = Optional.of(last.is(
                Sent.State.UNSETTLED,
                "Amazon showed %d, which %s has written".formatted(seen.shown().orElse(0), drift.words())));
        queued = queued.dueAt(now);
    }

    /// Too many of the account's numbers have been set right lately.
    private void correctLater(Instant allowed) {
        drift = drift.waitsUntil(allowed);
        seen = seen.lookBy(allowed);
    }

    private void sendAgain(Sent last, Instant now, TargetConfig config) {
        unconfirmed++;
        sent = Optional.of(last.is(Sent.State.UNCONFIRMED, "Amazon accepted it but does not show it"));
        queued = queued.dueAt(
                unconfirmed == 1 ? now : now.plus(Backoff.doubling(config.confirmWithin(), unconfirmed - 1)));
    }

    private void becomeEffective(Sent last, Instant now, TargetConfig config) {
        changes = Attribution.ours(last.shownBefore(), seen.shown(), last.quantity(), last.asked());
        sent = Optional.of(last.effective(now));
        unconfirmed = 0;
        queued = queued.withoutFailures();
        if (last.isShownFromBefore()) { // it may still be on its way, and turn what is handed to Amazon meanwhile
            seen = seen.lookAt(now.plus(config.firstReadBack().multipliedBy(LATER_LOOK)));
        }
    }

    private void queueIfNeeded(Instant now) {
        boolean waits = held.isEmpty() && needsSending() && !asksFirst();
        boolean underWay = flight.isPresent() || (canBeSent() && (waits || isLast(Sent.State.LOST)));
        queued = queued.waiting(waits, underWay, now);
    }

    /// Somebody else has written the number, and a person is to say what shall be. What lists less is sent all the
    /// same.
    private boolean asksFirst() {
        return drift.asks()
                && !want.asked()
                && want.wish() instanceof Wish.Number number
                && number.quantity() >= seen.shown().orElse(0);
    }

    /// Not while nobody can do anything about it but the merchant, or Amazon: what waits for that is no backlog.
    private boolean canBeSent() {
        return (seen.channel() == Channel.SELLER || seen.channel() == Channel.UNREAD) && !isPutOff();
    }

    /// Amazon did not take the last number, for a reason that may pass.
    public boolean isPutOff() {
        return isLast(Sent.State.PUT_OFF);
    }

    private boolean needsSending() {
        if (!(want.wish() instanceof Wish.Number number)) {
            return false;
        }
        if (want.asked()) {
            return true;
        }
        if (flight.isPresent()) {
            return number.differsFrom(flight.get().quantity(), flight.get().handlingDays());
        }
        return sent.isEmpty()
                || switch (sent.get().state()) {
                    case UNSETTLED, UNCONFIRMED, PUT_OFF -> true;
                    case ACCEPTED, LOST, EFFECTIVE, REFUSED ->
                        number.differsFrom(sent.get().quantity(), sent.get().handlingDays());
                };
    }

    private boolean isLast(Sent.State state) {
        return sent.filter(last -> last.state() == state).isPresent();
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
                landed.asked(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                seen.shown(),
                sent.map(last -> last.leavesUnseen(doubt)).orElse(Unseen.NONE));
    }
}
