package io.stockrule.shopify.bulk;

/// A bulk operation came to nothing: it has to be started anew, or done without.
public final class CameToNothing extends Exception {
    private static final long serialVersionUID = 1L;

    CameToNothing(String reason) {
        super(reason);
    }

    /// For the merchant.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
