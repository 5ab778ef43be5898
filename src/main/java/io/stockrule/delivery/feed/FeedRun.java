package io.stockrule.delivery.feed;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.delivery.FeedLane;
import io.stockrule.delivery.FeedLane.Landed;
import io.stockrule.delivery.feed.Feed.Outcome;
import io.stockrule.delivery.feed.Feed.State;
import io.stockrule.delivery.feed.FeedRows.Waiting;
import io.stockrule.delivery.marketplace.FeedAnswer;
import io.stockrule.delivery.marketplace.FeedReport;
import io.stockrule.delivery.marketplace.Feeds;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Brings one feed further, a step at a time, in the order of [State]. Each step is written down before the next, so
/// whoever takes the feed after a death goes on where it stood.
@ApplicationScoped
class FeedRun {
    private static final Logger LOG = Logger.getLogger(FeedRun.class);

    /// Numbers that are put in, or land, in one transaction.
    private static final int PORTION = 500;

    /// Amazon lists a feed by then that it has created, and ours may have been asked for while its clock was behind.
    private static final Duration LISTED_WITHIN = Duration.ofMinutes(2);

    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofHours(1);
    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS_AT_STUCK = Duration.ofMinutes(5);

    /// Amazon may have forgotten a feed that has been stuck for so long.
    private static final Duration STUCK_AT_MOST = Duration.ofDays(3);

    private final FeedLane lane;
    private final Feeds feeds;
    private final AmazonAccounts accounts;
    private final Jdbi database;
    private final InstantSource time;
    private final FeedConfig config;

    FeedRun(FeedLane lane, Feeds feeds, AmazonAccounts accounts, Jdbi database, InstantSource time, FeedConfig config) {
        this.lane = lane;
        this.feeds = feeds;
        this.accounts = accounts;
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// Where a step leads.
    ///
    /// @param after time until the next; empty: somebody else has the feed now, or it has ended
    /// @param problem why the feed has come no further; empty if it has
    private record Next(Optional<Duration> after, Optional<String> problem) {
        static final Next AT_ONCE = after(Duration.ZERO);
        static final Next NONE = new Next(Optional.empty(), Optional.empty());

        static Next after(Duration pause) {
            return new Next(Optional.of(pause), Optional.empty());
        }

        static Next after(Duration pause, String problem) {
            return new Next(Optional.of(pause), Optional.of(problem));
        }
    }

    /// Goes as far as is possible now.
    void run(Feed taken) {
        var feed = Optional.of(taken);
        while (feed.isPresent()) {
            var current = feed.get();
            var next = step(current);
            if (next.after().filter(Duration::isZero).isPresent()) {
                feed = transaction(handle -> FeedRows.find(handle, current));
            } else {
                next.after().ifPresent(after -> giveBack(current, after, next.problem()));
                feed = Optional.empty();
            }
        }
    }

    private void giveBack(Feed feed, Duration after, Optional<String> problem) {
        problem.filter(it -> !Optional.of(it).equals(feed.problem()))
                .ifPresent(it -> LOG.warnf("%s (%s) waits: %s", feed, feed.state(), it));
        var lookAt = time.instant().plus(after);
        transaction(handle -> {
            FeedRows.giveBack(handle, feed, lookAt, problem);
            return lookAt;
        });
    }

    private Next step(Feed feed) {
        return switch (feed.state()) {
            case LOADING -> load(feed);
            case READY -> with(feed, account -> start(feed, account));
            case CREATING -> with(feed, account -> find(feed, account));
            case RUNNING, STUCK -> with(feed, account -> look(feed, account));
            case LANDING -> land(feed);
            case ENDED -> Next.NONE;
        };
    }

    /// Without credentials nothing is known, and nothing can be done, until they are entered anew.
    private Next with(Feed feed, Function<AmazonCredentials, Next> step) {
        var credentials = accounts.credentials(List.of(feed.account())).get(feed.account());
        if (credentials != null) {
            return step.apply(credentials);
        }
        return feed.state() == State.READY ? startLater(feed, "the account's secrets cannot be read") : later(feed);
    }

    private Next load(Feed feed) {
        int most = Math.min(PORTION, config.size() - feed.messages());
        var portion = held(feed, handle -> {
            var loaded = lane.load(
                    handle, feed.account(), feed.marketplace(), most, config.fromWaiting() / 2, feed.deadline());
            FeedRows.add(handle, feed, feed.messages(), loaded.numbers());
            boolean full = feed.messages() + loaded.numbers().size() >= config.size();
            if (!full && loaded.more()) {
                return loaded.numbers().isEmpty() ? Next.after(Duration.ofSeconds(1)) : Next.AT_ONCE;
            }
            if (feed.messages() + loaded.numbers().size() == 0) {
                FeedRows.delete(handle, feed);
                return Next.NONE;
            }
            FeedRows.is(handle, feed, State.READY);
            return Next.AT_ONCE;
        });
        return portion.orElse(Next.NONE);
    }

    private Next start(Feed feed, AmazonCredentials account) {
        if (isTooLate(feed)) {
            return denied(feed, "Amazon did not take it in time");
        }
        if (!transaction(handle -> lane.maySend(handle, feed.account()))) {
            return unsent(feed, "the account was switched off before it left");
        }
        var messages = held(feed, handle -> {
            var outdated = FeedRows.outdated(handle, feed);
            lane.land(handle, landed(feed, outdated, _ -> new SendResult.Late()));
            return FeedRows.messages(handle, feed);
        });
        if (messages.isEmpty()) {
            return Next.NONE;
        }
        if (messages.get().isEmpty()) {
            return unsent(feed, "other numbers were decided before it left");
        }
        return switch (feeds.upload(account, messages.get(), config.requestTimeout())) {
            case FeedAnswer.Told<String> document -> create(feed, account, document.value());
            case FeedAnswer.Unknown<String> unknown -> startLater(feed, unknown.reason()); // nothing was sent
            case FeedAnswer.NotSent<String> notSent -> startLater(feed, notSent.reason());
            case FeedAnswer.Throttled<String> _ -> startLater(feed, "Amazon's rate limit was reached");
            case FeedAnswer.Refused<String> refused -> denied(feed, refused.reason());
            case FeedAnswer.AccountRefused<String> refused -> refused(feed, account, refused);
        };
    }

    private boolean isTooLate(Feed feed) {
        return !time.instant().isBefore(feed.begunAt().plus(config.startWithin()));
    }

    private Next create(Feed feed, AmazonCredentials account, String document) {
        var asked = transaction(handle -> {
            boolean mayAsk = FeedRows.mayAsk(handle, feed); // locks its row among the others, in their order
            if (!FeedRows.hold(handle, feed, time.instant())) {
                return Optional.<Boolean>empty();
            }
            if (mayAsk) {
                FeedRows.ask(handle, feed, time.instant());
            }
            return Optional.of(mayAsk);
        });
        if (asked.isEmpty()) {
            return Next.NONE;
        }
        if (!asked.get()) {
            return startLater(feed, "it is not known yet whether Amazon has created the one before");
        }
        return switch (feeds.create(account, feed.marketplace(), document, config.requestTimeout())) {
            case FeedAnswer.Told<String> id -> created(feed, id.value());
            case FeedAnswer.Unknown<String> unknown -> Next.after(config.firstLook(), unknown.reason());
            case FeedAnswer.NotSent<String> notSent -> notCreated(feed, notSent.reason());
            case FeedAnswer.Throttled<String> _ -> {
                held(feed, handle -> {
                    lane.throttled(handle, feed.account());
                    return true;
                });
                yield notCreated(feed, "Amazon's rate limit was reached");
            }
            case FeedAnswer.Refused<String> refused -> denied(feed, refused.reason());
            case FeedAnswer.AccountRefused<String> refused -> {
                held(feed, handle -> {
                    FeedRows.is(handle, feed, State.READY);
                    return true;
                });
                yield refused(feed, account, refused);
            }
        };
    }

    private Next created(Feed feed, String amazonId) {
        LOG.infof("%s: %d numbers are with Amazon now, which calls it %s", feed, feed.messages(), amazonId);
        return held(feed, handle -> {
                    FeedRows.created(handle, feed, amazonId);
                    lane.taken(handle, feed.account());
                    return Next.after(config.firstLook());
                })
                .orElse(Next.NONE);
    }

    private Next notCreated(Feed feed, String reason) {
        return held(feed, handle -> {
                    FeedRows.is(handle, feed, State.READY);
                    return startLater(feed, reason);
                })
                .orElse(Next.NONE);
    }

    private Next startLater(Feed feed, String reason) {
        return isTooLate(feed) ? denied(feed, reason) : Next.after(pause(feed), reason);
    }

    /// Other feeds would be denied, too; the numbers leave one by one meanwhile.
    private Next denied(Feed feed, String reason) {
        LOG.warnf("%s: no feed is created for %s: %s", feed, PAUSE_AFTER_REFUSAL, reason);
        held(feed, handle -> {
            lane.pause(handle, feed.account(), PAUSE_AFTER_REFUSAL);
            return true;
        });
        return unsent(feed, reason);
    }

    private Next unsent(Feed feed, String reason) {
        return lands(feed, Outcome.UNSENT, Optional.of(reason), Optional.empty());
    }

    /// Whether Amazon has created it is found out by looking at the account's feeds: there is one more than is known.
    private Next find(Feed feed, AmazonCredentials account) {
        var asked = feed.askedAt().orElse(feed.begunAt());
        var since = asked.minus(LISTED_WITHIN);
        return switch (feeds.since(account, since, config.requestTimeout())) {
            case FeedAnswer.Told<List<Feeds.Feed>> told -> {
                var known =
                        transaction(handle -> FeedRows.amazonIds(handle, feed.account(), since.minus(STUCK_AT_MOST)));
                var unknown = told.value().stream()
                        .filter(it -> !known.contains(it.id()))
                        .findFirst();
                if (unknown.isPresent()) {
                    yield created(feed, unknown.get().id());
                }
                yield time.instant().isBefore(asked.plus(LISTED_WITHIN))
                        ? Next.after(config.firstLook())
                        : notCreated(feed, "Amazon was asked to create it and has not");
            }
            case FeedAnswer.AccountRefused<List<Feeds.Feed>> refused -> refused(feed, account, refused);
            default -> unseen(feed, "it cannot be seen whether Amazon has created it");
        };
    }

    private Next look(Feed feed, AmazonCredentials account) {
        return switch (feeds.look(account, feed.amazonId().orElseThrow(), config.requestTimeout())) {
            case FeedAnswer.Told<Feeds.Feed> told -> seen(feed, account, told.value());
            case FeedAnswer.AccountRefused<Feeds.Feed> refused -> refused(feed, account, refused);
            case FeedAnswer.Refused<Feeds.Feed> refused -> unseen(feed, refused.reason());
            case FeedAnswer.NotSent<Feeds.Feed> notSent -> unseen(feed, notSent.reason());
            case FeedAnswer.Unknown<Feeds.Feed> unknown -> unseen(feed, unknown.reason());
            case FeedAnswer.Throttled<Feeds.Feed> _ -> unseen(feed, "Amazon's rate limit was reached");
        };
    }

    private Next seen(Feed feed, AmazonCredentials account, Feeds.Feed amazons) {
        return switch (amazons.status()) {
            case DONE ->
                amazons.resultDocument().isPresent()
                        ? lands(feed, Outcome.REPORTED, Optional.empty(), amazons.resultDocument())
                        : lost(feed, "Amazon has ended it and tells nothing of its numbers");
            case FATAL -> lost(feed, "Amazon has given it up; some, none or all of its numbers may have been taken");
            case CANCELLED -> unsent(feed, "Amazon has called it off");
            case IN_QUEUE, IN_PROGRESS -> {
                if (feed.state() == State.RUNNING && !time.instant().isBefore(feed.deadline())) {
                    if (amazons.status() == Feeds.Status.IN_QUEUE) {
                        var answer = feeds.cancel(account, amazons.id(), config.requestTimeout());
                        LOG.infof("%s: it was tried to call it off: %s", feed, answer);
                    }
                    yield stuck(feed);
                }
                yield unseen(feed, feed.problem().orElse("Amazon has not ended it"));
            }
        };
    }

    private Next unseen(Feed feed, String reason) {
        var now = time.instant();
        if (!now.isBefore(feed.deadline().plus(STUCK_AT_MOST))) {
            return lost(feed, reason);
        }
        return feed.state() == State.RUNNING && !now.isBefore(feed.deadline()) ? stuck(feed) : later(feed);
    }

    private Next stuck(Feed feed) {
        LOG.warnf(
                "%s: Amazon has not ended it since %s. Its numbers are looked for and sent by another way; when it ends, the newest are sent once more",
                feed, feed.askedAt().orElse(feed.begunAt()));
        return held(feed, handle -> {
                    FeedRows.is(handle, feed, State.STUCK);
                    return Next.after(BETWEEN_LOOKS_AT_STUCK, "Amazon has not ended it in time");
                })
                .orElse(Next.NONE);
    }

    private Next lost(Feed feed, String reason) {
        LOG.warnf("%s: %s", feed, reason);
        return lands(feed, Outcome.LOST, Optional.of(reason), Optional.empty());
    }

    private Next lands(Feed feed, Outcome outcome, Optional<String> problem, Optional<String> document) {
        return held(feed, handle -> {
                    FeedRows.lands(handle, feed, outcome, problem, document);
                    return Next.AT_ONCE;
                })
                .orElse(Next.NONE);
    }

    private Next refused(Feed feed, AmazonCredentials account, FeedAnswer.AccountRefused<?> refused) {
        accounts.suspend(account, refused.reason(), time.instant().plus(refused.retryAfter()));
        return feed.state() == State.READY ? startLater(feed, refused.reason()) : unseen(feed, refused.reason());
    }

    private Next land(Feed feed) {
        var reason = feed.problem().orElse("it is not known why");
        return switch (feed.outcome().orElseThrow()) {
            case REPORTED -> with(feed, account -> landReported(feed, account));
            case LOST -> land(feed, _ -> new SendResult.Lost(reason));
            case UNSENT -> land(feed, _ -> new SendResult.NotSent("it did not leave in a feed: " + reason));
        };
    }

    private Next landReported(Feed feed, AmazonCredentials account) {
        return switch (feeds.report(account, feed.resultDocument().orElseThrow(), config.requestTimeout())) {
            case FeedAnswer.Told<FeedReport> told ->
                told.value().unread().isPresent()
                        ? lost(feed, told.value().unread().get())
                        : land(feed, outcomes(feed, told.value()));
            case FeedAnswer.AccountRefused<FeedReport> refused -> refused(feed, account, refused);
            case FeedAnswer.Refused<FeedReport> refused -> lost(feed, refused.reason());
            case FeedAnswer.NotSent<FeedReport> notSent -> unreported(feed, notSent.reason());
            case FeedAnswer.Unknown<FeedReport> unknown -> unreported(feed, unknown.reason());
            case FeedAnswer.Throttled<FeedReport> _ -> unreported(feed, "Amazon's rate limit was reached");
        };
    }

    /// The report is not worth more than the feed's time: what Amazon shows tells the same.
    private Next unreported(Feed feed, String reason) {
        return time.instant().isBefore(feed.deadline()) ? Next.after(pause(feed), reason) : lost(feed, reason);
    }

    private static IntFunction<SendResult> outcomes(Feed feed, FeedReport report) {
        var submission = "feed " + feed.amazonId().orElseThrow();
        var accepted = new SendResult.Accepted(submission, Optional.empty(), List.of());
        return id -> report.refused().getOrDefault(id, accepted);
    }

    private Next land(Feed feed, IntFunction<SendResult> outcome) {
        while (true) {
            var left = held(feed, handle -> {
                var landing = FeedRows.takeOut(handle, feed, PORTION);
                var landed = landed(feed, landing, outcome);
                lane.land(handle, landed);
                FeedRows.count(handle, feed, accepted(landed), landed.size());
                if (landing.isEmpty()) {
                    FeedRows.ended(handle, feed, time.instant());
                }
                return landing.size();
            });
            if (left.isEmpty() || left.get() == 0) {
                return Next.NONE;
            }
        }
    }

    private static int accepted(List<Landed> landed) {
        return (int) landed.stream()
                .map(Landed::result)
                .filter(SendResult.Accepted.class::isInstance)
                .count();
    }

    private static List<Landed> landed(Feed feed, List<Waiting> numbers, IntFunction<SendResult> outcome) {
        return numbers.stream()
                .map(it -> new Landed(
                        it.target(feed.account()), it.fence(), it.number(), it.quantity(), outcome.apply(it.id())))
                .toList();
    }

    private Next later(Feed feed) {
        return Next.after(feed.state() == State.STUCK ? BETWEEN_LOOKS_AT_STUCK : pause(feed));
    }

    private Duration pause(Feed feed) {
        var pause = config.firstLook().multipliedBy(1L << Math.min(feed.looks(), 10));
        return pause.compareTo(LONGEST_BETWEEN_LOOKS) < 0 ? pause : LONGEST_BETWEEN_LOOKS;
    }

    /// @return empty if somebody else has the feed now
    private <T> Optional<T> held(Feed feed, Function<Handle, T> work) {
        return transaction(handle ->
                FeedRows.hold(handle, feed, time.instant()) ? Optional.of(work.apply(handle)) : Optional.empty());
    }

    private <T> T transaction(Function<Handle, T> work) {
        return QuarkusTransaction.requiringNew().call(() -> database.withHandle(work::apply));
    }
}
