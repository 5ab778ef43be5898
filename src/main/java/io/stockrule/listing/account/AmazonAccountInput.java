package io.stockrule.listing.account;

import io.stockrule.access.PlainText;
import io.stockrule.listing.AmazonAccounts.ForeignChanges;
import io.stockrule.listing.AmazonCredentials.Region;
import io.stockrule.listing.account.AmazonAccount.Restock;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What merchants send about their Amazon accounts. `toString` keeps the secrets to itself.
final class AmazonAccountInput {
    /// What ids and secrets of Amazon consist of: visible ASCII, no blanks.
    private static final String VISIBLE = "[!-~]+";

    private static final String VISIBLE_ONLY = "must consist of visible ASCII characters, without blanks";

    private static final int MOST_PERCENT = 10_000;

    private AmazonAccountInput() {}

    /// @param sellerId Amazon's merchant token, which no answer of Amazon tells
    /// @param otherClientSecret the next or the previous one, which is tried when Amazon does not accept
    ///     `clientSecret`
    /// @param updateQuantity the account's switch; on when not given
    record NewAccount(
            @NotBlank @Size(max = 200) @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE)
            String name,

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
            String refreshToken,

            @Nullable Boolean updateQuantity) {
        @Override
        public String toString() {
            return "NewAccount[name=%s, region=%s, sellerId=%s]".formatted(name, region, sellerId);
        }
    }

    /// What is not given stays as it is.
    ///
    /// @param holdZeroedPercent numbers are held when more percent of the targets would go to 0 at once; 0
    ///     never
    /// @param holdLoweredPercent the same, when the listed units would fall by more percent
    /// @param holdRaisedPercent the same, when they would rise by more percent
    /// @param foreignChanges what is done when somebody else has changed a number at Amazon
    /// @param otherClientSecret the next or the previous one, which is tried when Amazon does not accept
    ///     `clientSecret`; an empty text takes it away, and so does another `clientId`
    /// @param subtractOrders whether units that are ordered on Amazon and that Shopify does not know yet are
    ///     subtracted
    /// @param restockCancelled what becomes of such units when their order is cancelled
    record AccountChange(
            @Nullable
            @Size(max = 200)
            @Pattern(regexp = ".*\\S.*", message = "must not be blank")
            @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE)
            String name,

            @Nullable Boolean updateQuantity,

            @Nullable @Min(0) @Max(MOST_PERCENT) Short holdZeroedPercent,

            @Nullable @Min(0) @Max(MOST_PERCENT) Short holdLoweredPercent,

            @Nullable @Min(0) @Max(MOST_PERCENT) Short holdRaisedPercent,

            @Nullable ForeignChanges foreignChanges,

            @Nullable Boolean subtractOrders,

            @Nullable Restock restockCancelled,

            @Nullable @Size(max = 200) @Pattern(regexp = VISIBLE, message = VISIBLE_ONLY)
            String clientId,

            @Nullable @Size(max = 1000) @Pattern(regexp = VISIBLE, message = VISIBLE_ONLY)
            String clientSecret,

            @Nullable @Size(max = 1000) @Pattern(regexp = VISIBLE + "|", message = VISIBLE_ONLY)
            String otherClientSecret,

            @Nullable @Size(max = 4000) @Pattern(regexp = VISIBLE, message = VISIBLE_ONLY)
            String refreshToken) {
        boolean bringsCredentials() {
            return Stream.of(clientId, clientSecret, otherClientSecret, refreshToken)
                    .anyMatch(it -> it != null);
        }

        /// A secret belongs to one application.
        boolean takesOtherSecretAway() {
            return otherClientSecret == null ? clientId != null : otherClientSecret.isEmpty();
        }

        boolean bringsOtherSecret() {
            return otherClientSecret != null && !otherClientSecret.isEmpty();
        }

        boolean changesSecrets() {
            return Stream.of(clientId, clientSecret, otherClientSecret).anyMatch(it -> it != null);
        }

        boolean isEmpty() {
            return name == null
                    && updateQuantity == null
                    && foreignChanges == null
                    && !limitsWaves()
                    && !concernsOrders()
                    && !bringsCredentials();
        }

        private boolean concernsOrders() {
            return subtractOrders != null || restockCancelled != null;
        }

        private boolean limitsWaves() {
            return Stream.of(holdZeroedPercent, holdLoweredPercent, holdRaisedPercent)
                    .anyMatch(it -> it != null);
        }

        @Override
        public String toString() {
            return "AccountChange[name=%s, updateQuantity=%s]".formatted(name, updateQuantity);
        }
    }
}
