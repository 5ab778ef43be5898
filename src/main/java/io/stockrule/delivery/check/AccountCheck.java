package io.stockrule.delivery.check;

import static io.stockrule.delivery.check.CheckReport.Finding.failed;
import static io.stockrule.delivery.check.CheckReport.Finding.notChecked;
import static io.stockrule.delivery.check.CheckReport.Finding.ok;
import static io.stockrule.delivery.check.CheckReport.Finding.warning;
import static io.stockrule.delivery.check.CheckReport.Subject.CHANGING;
import static io.stockrule.delivery.check.CheckReport.Subject.CREDENTIALS;
import static io.stockrule.delivery.check.CheckReport.Subject.MARKETPLACES;
import static io.stockrule.delivery.check.CheckReport.Subject.NOTIFICATIONS;
import static io.stockrule.delivery.check.CheckReport.Subject.READING;
import static io.stockrule.delivery.check.CheckReport.Subject.SUSPENDED_LISTINGS;

import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.check.CheckReport.Finding;
import io.stockrule.delivery.check.CheckReport.MarketplaceFinding;
import io.stockrule.delivery.marketplace.AccountProbe;
import io.stockrule.delivery.marketplace.AccountProbe.Login;
import io.stockrule.delivery.marketplace.AccountProbe.Participation;
import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.marketplace.ProbeResult;
import io.stockrule.delivery.notification.NotificationSubscriptions;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.participation.SellsIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Checks an account's connection for a person who waits: what was entered, where the seller sells, and what
/// the application may do. Nothing is changed at Amazon, and nothing here but the shared access token and
/// what is known of where the seller sells.
@ApplicationScoped
class AccountCheck {
    /// https://developer-docs.amazon.com/sp-api/docs/get-seller-market-participation names that role.
    private static final String ROLE_OF_MARKETPLACES = "nothing else here needs it: give the application a role that"
            + " includes it, such as Finance and Accounting, if you want to see it here";

    private static final String NO_TOKEN = "Not checked, as there is no access token";

    /// Whoever asks for a check does not wait for the end of a pause, and begins another one.
    private static final int NO_FAILURES = 0;

    private static final String AGAIN = "try again in some minutes";

    private final AccountProbe probe;
    private final ParticipationLook participation;
    private final Marketplace marketplace;
    private final AmazonAccounts accounts;
    private final CheckedAccount place;
    private final NotificationSubscriptions notifications;
    private final InstantSource time;
    private final DeliveryConfig config;

    AccountCheck(
            AccountProbe probe,
            ParticipationLook participation,
            Marketplace marketplace,
            AmazonAccounts accounts,
            CheckedAccount place,
            NotificationSubscriptions notifications,
            InstantSource time,
            DeliveryConfig config) {
        this.probe = probe;
        this.participation = participation;
        this.marketplace = marketplace;
        this.accounts = accounts;
        this.place = place;
        this.notifications = notifications;
        this.time = time;
        this.config = config;
    }

    /// @return empty if there is no such account
    Optional<CheckReport> of(AccountKey account) {
        if (!place.exists(account)) {
            return Optional.empty();
        }
        return Optional.of(
                Optional.ofNullable(accounts.credentials(List.of(account)).get(account))
                        .map(this::of)
                        .orElseGet(() -> closed(failed(
                                CREDENTIALS,
                                "The stored client secret and refresh token cannot be decrypted",
                                "enter both anew"))));
    }

    /// What an account that is not kept would open. Reading is tried with a SKU that nobody has: Amazon answers
    /// that there is none, or that it may not be asked.
    CheckReport ofEntered(AmazonCredentials entered) {
        var login = credentials(entered, probe.login(entered));
        if (login.result() != CheckReport.Outcome.OK) {
            return closed(login);
        }
        var checks = new ArrayList<>(List.of(login));
        var marketplaces = marketplaces(entered, checks);
        var sells = marketplaces.stream()
                .filter(MarketplaceFinding::participates)
                .map(MarketplaceFinding::marketplace)
                .findFirst();
        checks.addAll(new ListingChecks(probe, marketplace, place, config, entered).ofEntered(sells));
        return new CheckReport(time.instant(), checks, marketplaces);
    }

    private CheckReport of(AmazonCredentials account) {
        var login = credentials(account, probe.login(account));
        if (login.result() != CheckReport.Outcome.OK) {
            return closed(login);
        }
        var checks = new ArrayList<>(List.of(login));
        var marketplaces = marketplaces(account, checks);
        checks.addAll(new ListingChecks(probe, marketplace, place, config, account).findings());
        if (notifications.isWanted()) {
            checks.add(notifications(account.account()));
        }
        return new CheckReport(time.instant(), checks, marketplaces);
    }

    /// Without an access token nothing else can be asked.
    private CheckReport closed(Finding credentials) {
        var checks = new ArrayList<>(List.of(credentials));
        for (var other : List.of(MARKETPLACES, SUSPENDED_LISTINGS, READING, CHANGING)) {
            checks.add(notChecked(other, NO_TOKEN));
        }
        if (notifications.isWanted()) {
            checks.add(notChecked(NOTIFICATIONS, NO_TOKEN));
        }
        return new CheckReport(time.instant(), checks, List.of());
    }

    /// As it stood when it was last looked at; that is not the check's to do, as it changes what is subscribed.
    private Finding notifications(AccountKey account) {
        var standing = notifications.standing(account);
        if (!standing.problems().isEmpty()) {
            return warning(
                    NOTIFICATIONS,
                    "Amazon sends %d of %d kinds of notifications; other changes are found by looking: %s"
                            .formatted(
                                    standing.subscribed(), standing.wanted(), String.join("; ", standing.problems())),
                    "what the sentence says; numbers are sent meanwhile");
        }
        return standing.subscribed() == standing.wanted()
                ? ok(NOTIFICATIONS, "Amazon sends its notifications of changes")
                : notChecked(NOTIFICATIONS, "Amazon has not been asked yet for all notifications of changes", AGAIN);
    }

    private Finding credentials(AmazonCredentials account, ProbeResult<Login> result) {
        return switch (result) {
            case ProbeResult.Answered<Login> _ ->
                ok(CREDENTIALS, "Amazon grants an access token for what was entered" + which(account));
            case ProbeResult.Refused<Login> refused ->
                failed(CREDENTIALS, refused.reason(), "what the sentence says, and check again");
            case ProbeResult.Denied<Login> denied ->
                failed(CREDENTIALS, "Amazon grants no access token: " + denied.reason(), AGAIN);
            case ProbeResult.Unclear<Login> unclear -> notChecked(CREDENTIALS, unclear.reason(), AGAIN);
        };
    }

    private String which(AmazonCredentials account) {
        return Optional.ofNullable(
                        accounts.credentials(List.of(account.account())).get(account.account()))
                .map(AmazonCredentials::clientSecrets)
                .filter(secrets -> secrets.other().isPresent())
                .map(secrets -> secrets.otherServes() ? ", with otherClientSecret" : ", with clientSecret")
                .orElse("");
    }

    private List<MarketplaceFinding> marketplaces(AmazonCredentials account, List<Finding> checks) {
        return switch (participation.of(account, OptionalInt.empty(), NO_FAILURES)) {
            case ProbeResult.Answered<List<Participation>> answered -> {
                var configured = place.marketplacesOfLists(account.account());
                var sellsIn = ParticipationLook.sellsIn(answered.answer(), time.instant());
                checks.add(takesPart(account, sellsIn, configured));
                checks.add(suspended(sellsIn, configured));
                yield answered.answer().stream()
                        .map(it -> new MarketplaceFinding(
                                it.marketplace(),
                                it.participates(),
                                it.suspended(),
                                configured.contains(it.marketplace())))
                        .toList();
            }
            case ProbeResult.Denied<List<Participation>> denied -> {
                var sentence = "Amazon does not show this application where the seller sells (" + denied.reason() + ")";
                checks.add(notChecked(MARKETPLACES, sentence, ROLE_OF_MARKETPLACES));
                checks.add(notChecked(SUSPENDED_LISTINGS, sentence, ROLE_OF_MARKETPLACES));
                yield List.of();
            }
            case ProbeResult.Refused<List<Participation>> refused -> unknown(refused.reason(), checks);
            case ProbeResult.Unclear<List<Participation>> unclear -> unknown(unclear.reason(), checks);
        };
    }

    private static List<MarketplaceFinding> unknown(String reason, List<Finding> checks) {
        var sentence = "Where the seller sells could not be asked: " + reason;
        checks.add(notChecked(MARKETPLACES, sentence, AGAIN));
        checks.add(notChecked(SUSPENDED_LISTINGS, sentence, AGAIN));
        return List.of();
    }

    private static Finding takesPart(AmazonCredentials account, SellsIn sellsIn, List<String> configured) {
        var missing = sellsIn.without(configured);
        if (sellsIn.marketplaces().isEmpty()) {
            return failed(
                    MARKETPLACES,
                    "The seller sells in no marketplace of the region " + account.region(),
                    "check whether the region is right, and whether the refresh token is this seller's");
        }
        if (!missing.isEmpty()) {
            return failed(
                    MARKETPLACES,
                    "The seller does not sell in %s, for which there are Selling Lists"
                            .formatted(String.join(", ", missing)),
                    "open the marketplace in Seller Central, or give its listings a Selling List of another one");
        }
        return ok(
                MARKETPLACES,
                "The seller sells in %s%s".formatted(String.join(", ", sellsIn.marketplaces()), lists(configured)));
    }

    private static String lists(List<String> configured) {
        return configured.isEmpty() ? "; no Selling List names a marketplace yet" : "";
    }

    private static Finding suspended(SellsIn sellsIn, List<String> configured) {
        var suspended = sellsIn.suspended();
        if (suspended.isEmpty()) {
            return ok(SUSPENDED_LISTINGS, "Amazon has suspended the seller's listings in no marketplace");
        }
        var sentence = "Amazon has suspended the seller's listings in " + String.join(", ", suspended);
        var toDo = "see Account Health and the listing status in Seller Central";
        return suspended.stream().anyMatch(configured::contains)
                ? failed(SUSPENDED_LISTINGS, sentence, toDo)
                : warning(SUSPENDED_LISTINGS, sentence + ", for which there is no Selling List", toDo);
    }
}
