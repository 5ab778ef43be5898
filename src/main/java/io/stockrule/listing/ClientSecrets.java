package io.stockrule.listing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The client secrets of one application that may be valid. While one takes the place of another at Amazon,
/// both are (https://developer-docs.amazon.com/sp-api/docs/rotating-your-apps-lwa-credentials). `toString`
/// keeps them to itself.
///
/// @param otherServes Amazon accepted the other one last, so it is tried first
public record ClientSecrets(String main, Optional<String> other, boolean otherServes) {
    /// Amazon ends a secret 180 days after it was made, and it was made before it was entered: after so long
    /// a month is left at the most to make a new one.
    public static final Duration OLD = Duration.ofDays(150);

    /// One of them.
    ///
    /// @param isOther which
    public record ClientSecret(String text, boolean isOther) {
        @Override
        public String toString() {
            return "ClientSecret[isOther=%s]".formatted(isOther);
        }
    }

    public static ClientSecrets only(String secret) {
        return new ClientSecrets(secret, Optional.empty(), false);
    }

    /// One or two, the one that is tried first before the other.
    public List<ClientSecret> inOrder() {
        var one = new ClientSecret(main, false);
        return other.map(text -> new ClientSecret(text, true))
                .map(two -> otherServes ? List.of(two, one) : List.of(one, two))
                .orElse(List.of(one));
    }

    /// Whether Amazon would be shown the same, in whatever order.
    boolean isSameAs(ClientSecrets others) {
        return main.equals(others.main) && other.equals(others.other);
    }

    ClientSecrets serving(boolean isOther) {
        return new ClientSecrets(main, other, isOther);
    }

    /// Whether a text of somebody else repeats one.
    public boolean isIn(String text) {
        return Stream.concat(Stream.of(main), other.stream()).anyMatch(text::contains);
    }

    @Override
    public String toString() {
        return "ClientSecrets[otherServes=%s]".formatted(otherServes);
    }
}
