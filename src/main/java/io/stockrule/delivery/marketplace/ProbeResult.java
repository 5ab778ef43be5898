package io.stockrule.delivery.marketplace;

/// What came of one question of an [AccountProbe].
///
/// @param <T> the answer
public sealed interface ProbeResult<T> {
    record Answered<T>(T answer) implements ProbeResult<T> {}

    /// Amazon denies the question, with a new access token, too: the application lacks a role.
    ///
    /// @param reason for the merchant
    record Denied<T>(String reason) implements ProbeResult<T> {}

    /// Amazon does not accept the credentials.
    ///
    /// @param reason for the merchant
    record Refused<T>(String reason) implements ProbeResult<T> {}

    /// No answer this time (network, timeout, server error, rate limit), or none that can be read.
    record Unclear<T>(String reason) implements ProbeResult<T> {}
}
