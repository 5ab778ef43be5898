package io.stockrule.shopify.admin;

import io.stockrule.shopify.Grant;
import io.stockrule.shopify.ShopLogin;
import jakarta.enterprise.context.ApplicationScoped;

/// The tokens that open a shop's data, however its merchant lets us in.
@ApplicationScoped
class ShopTokens {
    private final DailyTokens daily;
    private final OfflineTokens offline;

    ShopTokens(DailyTokens daily, OfflineTokens offline) {
        this.daily = daily;
        this.offline = offline;
    }

    /// A token, or why there is none.
    sealed interface Access {
        record Open(String token) implements Access {
            @Override
            public String toString() {
                return "Open[]";
            }
        }

        record Closed(Reply reply) implements Access {}

        static Closed refusedApp(int status) {
            return new Closed(new Reply.Refused(
                    "Shopify refuses the app's client id and secret (status %d)".formatted(status), true));
        }
    }

    Access of(ShopLogin login) {
        return switch (login.grant()) {
            case Grant.PermanentToken permanent -> new Access.Open(permanent.token());
            case Grant.ClientCredentials _ -> daily.of(login);
            case Grant.AuthorizationCode _ -> offline.of(login);
        };
    }

    /// Shopify refuses this token.
    ///
    /// @return whether another one can be had
    boolean forget(ShopLogin login, String token) {
        return switch (login.grant()) {
            case Grant.PermanentToken _ -> false;
            case Grant.ClientCredentials _ -> {
                daily.forget(login, token);
                yield true;
            }
            case Grant.AuthorizationCode _ -> {
                offline.forget(login, token);
                yield true;
            }
        };
    }
}
