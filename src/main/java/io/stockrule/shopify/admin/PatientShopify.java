package io.stockrule.shopify.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.ShopLogin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Asks one shop many questions, waiting as long as its query budget demands.
public final class PatientShopify {
    /// Of the bucket, left to re-reads: somebody's stock has just changed.
    private static final double RESERVE = 0.25;

    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);

    private final GraphQl shopify;
    private final ShopLogin login;
    private final InstantSource time;
    private final Consumer<Duration> onPause;
    private final List<Budget> budgets = new ArrayList<>();
    private volatile OptionalDouble restoreRate = OptionalDouble.empty();

    /// @param onPause told before each sleep how long the pause will be
    public PatientShopify(GraphQl shopify, ShopLogin login, InstantSource time, Consumer<Duration> onPause) {
        this.shopify = shopify;
        this.login = login;
        this.time = time;
        this.onPause = onPause;
    }

    /// Shopify gives no answer that can be used.
    public static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Reply reply;

        Stopped(Reply reply) {
            super(reply.toString());
            this.reply = reply;
        }

        public static Stopped unreadable(Exception why) {
            return because("Shopify's answer cannot be read: " + why.getMessage());
        }

        /// @param reason for the merchant
        public static Stopped because(String reason) {
            return new Stopped(new Reply.Failed(reason));
        }

        /// For the merchant.
        public String reason() {
            return switch (reply) {
                case Reply.Failed failed -> failed.reason();
                case Reply.TooDear dear -> dear.reason();
                case Reply.Refused refused -> refused.reason();
                case Reply.TokenRefused _ -> "Shopify refuses new access tokens (status 401)";
                case Reply.Throttled _, Reply.Data _ -> throw new IllegalStateException("no reason to stop: " + reply);
            };
        }

        /// Shopify does not want us, so asking again soon is of no use.
        public boolean isRefusal() {
            return reply instanceof Reply.Refused || reply instanceof Reply.TokenRefused;
        }
    }

    /// @param items how many were asked for
    /// @param askedAt our time just before
    public record Answer(JsonNode data, int items, Instant askedAt) {}

    /// One kind of question.
    ///
    /// @param most things asked for at once
    /// @param guess points for each of them, until Shopify tells
    public Budget budget(int most, double guess) {
        var budget = new Budget(most, guess, RESERVE);
        budgets.add(budget);
        return budget;
    }

    /// @param most things that are still wanted
    /// @param variables for so many of them
    public Answer ask(Budget budget, String document, int most, IntFunction<Map<String, Object>> variables)
            throws Stopped, InterruptedException {
        while (true) {
            int items = Math.min(most, turn(budget));
            var askedAt = time.instant();
            var reply = shopify.ask(login, document, variables.apply(items));
            switch (reply) {
                case Reply.Data data -> {
                    heard(budget, items, data);
                    return new Answer(data.data(), items, askedAt);
                }
                case Reply.Throttled throttled -> budget.throttled(throttled.cost(), throttled.pause(), time.instant());
                case Reply.TooDear _ when items > 1 -> budget.tooDear();
                case Reply.TooDear _, Reply.Failed _, Reply.Refused _, Reply.TokenRefused _ -> throw new Stopped(reply);
            }
        }
    }

    /// Points that come back each second, as Shopify last told.
    public OptionalDouble restoreRate() {
        return restoreRate;
    }

    private void heard(Budget asked, int items, Reply.Data data) {
        data.cost().ifPresent(cost -> restoreRate = OptionalDouble.of(cost.restoreRate()));
        var now = time.instant();
        for (var budget : budgets) {
            if (budget == asked) {
                budget.answered(items, data.cost(), now);
            } else {
                budget.heard(data.cost(), now);
            }
        }
    }

    private int turn(Budget budget) throws InterruptedException {
        for (var pause = budget.pause(time.instant()); pause.isPositive(); pause = budget.pause(time.instant())) {
            onPause.accept(pause);
            Thread.sleep(pause.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : pause);
        }
        return Math.max(1, budget.items(time.instant()));
    }
}
