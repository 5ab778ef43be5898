package io.stockrule.listing.account;

import io.stockrule.listing.ClientSecrets;
import io.stockrule.listing.account.AmazonAccountResource.ClientSecretView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How old an account's client secrets are, as far as we know: Amazon ends one 180 days after it was made
/// (https://developer-docs.amazon.com/sp-api/docs/rotating-your-apps-lwa-credentials), and it was made
/// before it was entered.
///
/// @param entered when the first one was, or before that
/// @param known whether `entered` is when it was
/// @param otherEntered when the other one was; empty if there is none
/// @param otherServes Amazon has accepted the other one last
record SecretAges(Instant entered, boolean known, Optional<Instant> otherEntered, boolean otherServes) {
    /// That the secret in use ends soon.
    Optional<String> warning(Instant now) {
        var serving = servesOther() ? otherEntered.orElseThrow() : entered;
        return Optional.of(serving)
                .filter(at -> at.plus(ClientSecrets.OLD).isBefore(now))
                .map(this::sentence);
    }

    private String sentence(Instant at) {
        var day = at.atOffset(ZoneOffset.UTC).toLocalDate();
        var since = servesOther() || known
                ? "The client secret in use was entered on %s".formatted(day)
                : "When the client secret was entered is not known, at the earliest on %s".formatted(day);
        return since + ", and Amazon ends one 180 days after it was made: make a new one in Seller Central and enter"
                + " it as otherClientSecret, while the old one goes on.";
    }

    private boolean servesOther() {
        return otherServes && otherEntered.isPresent();
    }

    /// The first one and, if there is one, the other.
    List<ClientSecretView> views() {
        var first = new ClientSecretView("clientSecret", Optional.of(entered).filter(_ -> known), !servesOther());
        var other = otherEntered.map(at -> new ClientSecretView("otherClientSecret", Optional.of(at), servesOther()));
        return Stream.concat(Stream.of(first), other.stream()).toList();
    }
}
