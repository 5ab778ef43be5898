package io.stockrule.profile;

import io.stockrule.access.MerchantCreated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Gives every new merchant a profile to start with.
@ApplicationScoped
class DefaultProfile {
    static final String TEXT = """
            profile "Default"

            # Every listing under this profile shows on Amazon what Shopify has available, all warehouses together.
            # To change that, take the first # off a line:
            #
            # keep 2 in reserve                      # never offer the last two
            # when available is below 3 then stop    # show 0 before it gets tight
            #
            # or replace the last line, for example by one of these:
            #
            # quantity not more than 10              # show 10 at most
            # quantity single stock                  # show 1, whatever the stock

            quantity product value
            """;

    private final ProfileRows rows;

    DefaultProfile(ProfileRows rows) {
        this.rows = rows;
    }

    void merchantCreated(@Observes MerchantCreated merchant) {
        rows.insert(new Draft(merchant.merchantId(), GlobalProfile.DEFAULT, TEXT, "Stockrule"));
    }
}
