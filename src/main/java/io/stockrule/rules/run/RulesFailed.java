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

    /// @param ofFile ` of the included file "…"`, empty for those of the steps
    static RulesFailed overLimit(String ofFile, int limit) {
        return new RulesFailed("the rules" + ofFile + " ran over their limit of " + limit + " firings");
    }

    /// @return what a merchant is told of a failure of any kind
    static String reason(RuntimeException failure) {
        return failure instanceof RulesFailed failed ? String.valueOf(failed.getMessage()) : "the rules failed";
    }
}
