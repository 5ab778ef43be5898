package io.stockrule.simulator.amazon;

import io.stockrule.simulator.Call;
import io.stockrule.simulator.Counters;
import io.stockrule.simulator.Fault;
import io.stockrule.simulator.Fault.Moment;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.TokenBucket;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What every Selling Partner call passes before and after its operation: token, rate, faults, headers. The
/// rate is that of arrivals: how long a busy simulator keeps a call waiting is not the caller's doing.
final class AmazonGate {
    /// Of an application, over all its sellers.
    private static final TokenBucket.Size PREVIEWS = new TokenBucket.Size(20, 20);

    private final Store store;
    private final SellerAccounts accounts;
    private final Faults faults;
    private final Counters counters;
    private final TokenBucket.Shelf buckets = new TokenBucket.Shelf();

    AmazonGate(Store store, SellerAccounts accounts, Faults faults, Counters counters) {
        this.store = store;
        this.accounts = accounts;
        this.faults = faults;
        this.counters = counters;
    }

    void refillBuckets() {
        buckets.clear();
    }

    /// An operation whose path names the seller, at the rate of the account.
    HttpAnswer through(Call call, String operation, String sku, Function<SellerAccount, HttpAnswer> work) {
        var seller = call.path("seller");
        double rate =
                accounts.find(seller).map(SellerAccount::requestsPerSecond).orElse(0.0);
        return through(seller, rate, operation, () -> answer(admitted(call, operation), operation, sku, work));
    }

    /// An operation that is about whoever calls, at a rate of its own.
    HttpAnswer throughForCaller(
            Call call, String operation, TokenBucket.Size bucket, Function<SellerAccount, HttpAnswer> work) {
        var seller = caller(call).map(SellerAccount::seller).orElse("nobody");
        return through(seller, bucket.perSecond(), operation, () -> {
            var account = caller(call)
                    .filter(speaking -> !speaking.deniedOperations().contains(operation))
                    .orElseThrow(() -> AmazonRefusal.of(403));
            take(account.seller() + " " + operation, bucket, call.arrivedAt(), AmazonRefusal.of(429));
            return answer(account, operation, "", work);
        });
    }

    /// An operation that no seller has granted, at a rate of its own.
    HttpAnswer throughForApplication(
            Call call, String operation, TokenBucket.Size bucket, Function<String, HttpAnswer> work) {
        var client = call.header("x-amz-access-token").flatMap(accounts::application);
        return through(client.orElse("nobody"), bucket.perSecond(), operation, () -> {
            var caller = client.filter(it -> accounts.ofClient(it).stream()
                            .noneMatch(account -> account.deniedOperations().contains(operation)))
                    .orElseThrow(() -> AmazonRefusal.of(403));
            take(caller + " " + operation, bucket, call.arrivedAt(), AmazonRefusal.of(429));
            return faults.hitting(operation, caller, "", fault -> fault.kind().spoilsTheAnswer())
                    .map(AmazonGate::spoiled)
                    .orElseGet(() -> work.apply(caller));
        });
    }

    private HttpAnswer through(String seller, double rate, String operation, Supplier<HttpAnswer> work) {
        return store.with(_ -> {
            var answer = withHeaders(refusedOr(work), rate);
            counters.count("amazon " + seller, operation, answer.told());
            return answer;
        });
    }

    private static HttpAnswer refusedOr(Supplier<HttpAnswer> work) {
        try {
            return work.get();
        } catch (AmazonRefusal refusal) {
            return refusal.answer("");
        }
    }

    private HttpAnswer answer(
            SellerAccount account, String operation, String sku, Function<SellerAccount, HttpAnswer> work) {
        var before = spoiling(operation, account, sku, Moment.BEFORE);
        if (before.isPresent()) {
            return spoiled(before.get());
        }
        var done = work.apply(account);
        return spoiling(operation, account, sku, Moment.AFTER)
                .map(AmazonGate::spoiled)
                .orElse(done);
    }

    private Optional<SellerAccount> caller(Call call) {
        return call.header("x-amz-access-token").flatMap(accounts::speaking);
    }

    private SellerAccount admitted(Call call, String operation) {
        var account = caller(call)
                .filter(speaking -> speaking.seller().equals(call.path("seller")))
                .filter(speaking -> !speaking.deniedOperations().contains(operation))
                .orElseThrow(() -> AmazonRefusal.of(403));
        var at = call.arrivedAt();
        take(account.seller() + " " + operation, account.bucket(), at, AmazonRefusal.of(429));
        take(
                account.clientId() + " " + operation,
                ofApplication(operation, account),
                at,
                AmazonRefusal.tooManyFor("application"));
        if (call.query("mode").isPresent()) {
            take(account.clientId() + " preview", PREVIEWS, at, AmazonRefusal.tooManyFor("application"));
        }
        return account;
    }

    private void take(String bucket, TokenBucket.Size size, Instant at, AmazonRefusal otherwise) {
        if (!buckets.take(bucket, size, 1, at)) {
            throw otherwise;
        }
    }

    /// An application's limit over all its sellers, raised where a test raises that of a single seller above
    /// it: https://developer-docs.amazon.com/sp-api/docs/listings-items-api-rate-limits
    private static TokenBucket.Size ofApplication(String operation, SellerAccount account) {
        double published = operation.equals("patchListingsItem") ? 500 : 100;
        double perSecond = Math.max(published, account.requestsPerSecond());
        return new TokenBucket.Size(perSecond, Math.max(perSecond, account.burst()));
    }

    private Optional<Fault> spoiling(String operation, SellerAccount account, String sku, Moment moment) {
        return faults.hitting(
                operation,
                account.seller(),
                sku,
                fault -> fault.moment() == moment && fault.kind().spoilsTheAnswer());
    }

    private static HttpAnswer spoiled(Fault fault) {
        return switch (fault.kind()) {
            case HANG -> new HttpAnswer.Silence();
            case CLOSE -> new HttpAnswer.Cut();
            default -> AmazonRefusal.of(fault.kind().status()).answer("");
        };
    }

    /// The request id goes with every answer; the rate only where Amazon's model says so.
    private static HttpAnswer withHeaders(HttpAnswer answer, double rate) {
        if (!(answer instanceof HttpAnswer.Sent sent)) {
            return answer;
        }
        var headers = new HashMap<>(sent.headers());
        headers.put("x-amzn-RequestId", Randoms.id());
        if (sent.status() / 100 == 2 || sent.status() == 400 || sent.status() == 404) {
            headers.put("x-amzn-RateLimit-Limit", Double.toString(rate));
        }
        return new HttpAnswer.Sent(sent.status(), headers, sent.body());
    }
}
