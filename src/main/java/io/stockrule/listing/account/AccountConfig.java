package io.stockrule.listing.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What becomes of Amazon accounts.
@ConfigMapping(prefix = "stockrule.accounts")
interface AccountConfig {
    /// Whether this replica deletes what Amazon accounts leave behind. One that only takes webhooks and calls can
    /// leave it to others.
    @WithDefault("true")
    boolean deletionsEnabled();
}
