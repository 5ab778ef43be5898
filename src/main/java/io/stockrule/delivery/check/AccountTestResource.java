package io.stockrule.delivery.check;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Role;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.AmazonCredentials.Region;
import io.stockrule.listing.ClientSecrets;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether what a merchant has entered opens an account, before any of it is kept.
@Path("/api/v1/amazon-accounts/actions/test")
@RolesAllowed(Role.MERCHANT)
class AccountTestResource {
    /// No account has it: nothing that is asked in its name belongs to one.
    private static final long NOT_KEPT = 0;

    private final CurrentMerchant merchant;
    private final AccountCheck check;

    AccountTestResource(CurrentMerchant merchant, AccountCheck check) {
        this.merchant = merchant;
        this.check = check;
    }

    /// Asks Amazon what the entered credentials open, changes nothing there and keeps nothing here. A test that
    /// fails is an answer like any other. May take half a minute when Amazon is slow.
    @POST
    public CheckReport test(@Valid @NotNull EnteredAccount body) {
        return check.ofEntered(body.credentials(new AccountKey(merchant.id(), NOT_KEPT)));
    }

    /// What the service would ask Amazon with. `toString` keeps the secrets to itself.
    ///
    /// @param sellerId Amazon's merchant token, which no answer of Amazon tells
    /// @param otherClientSecret the next or the previous one, which is tried when Amazon does not accept
    ///     `clientSecret`
    record EnteredAccount(
            @NotNull Region region,

            @NotNull @Size(max = 50) @Pattern(regexp = VISIBLE, message = VISIBLE_ONLY)
            String sellerId,

            @NotNull @Size(max = 200) @Pattern(regexp = VISIBLE, message = VISIBLE_ONLY)
            String clientId,

            @NotNull @Size(max = 1000) @Pattern(regexp = VISIBLE, message = VISIBLE_ONLY)
            String clientSecret,

            @Nullable @Size(max = 1000) @Pattern(regexp = VISIBLE, message = VISIBLE_ONLY)
            String otherClientSecret,

            @NotNull @Size(max = 4000) @Pattern(regexp = VISIBLE, message = VISIBLE_ONLY)
            String refreshToken) {
        /// As for an account that is kept.
        private static final String VISIBLE = "[!-~]+";

        private static final String VISIBLE_ONLY = "must consist of visible ASCII characters, without blanks";

        AmazonCredentials credentials(AccountKey account) {
            var secrets = new ClientSecrets(clientSecret, Optional.ofNullable(otherClientSecret), false);
            return new AmazonCredentials(account, region, sellerId, clientId, secrets, refreshToken);
        }

        @Override
        public String toString() {
            return "EnteredAccount[region=%s, sellerId=%s]".formatted(region, sellerId);
        }
    }
}
