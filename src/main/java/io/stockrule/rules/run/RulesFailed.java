package io.stockrule.rules.run;

/// A rule failed, or more fired than may. The message is for merchants.
final class RulesFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RulesFailed(String reason) {
        super(reason);
    }

    RulesFailed(String reason, Throwable cause) {
        super(reason, cause);
    }
}
