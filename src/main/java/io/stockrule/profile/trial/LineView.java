package io.stockrule.profile.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.language.check.TriedLine;
import java.util.Optional;

/// What came of an `expect` or a `promise`.
///
/// @param kind `expect` or `promise`
/// @param line from 1
/// @param state `held`, `held where tried`, `failed` or `not tried`
/// @param instead what is done, where it failed
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record LineView(String kind, int line, int column, int length, String text, String state, Optional<String> instead) {
    static LineView of(TriedLine tried) {
        var state = switch (tried.state()) {
            case HELD -> "held";
            case HELD_WHERE_TRIED -> "held where tried";
            case FAILED -> "failed";
            case NOT_TRIED -> "not tried";
        };
        return new LineView(
                tried.isPromise() ? "promise" : "expect",
                tried.span().line(),
                tried.span().column(),
                tried.span().length(),
                tried.text(),
                state,
                tried.instead());
    }
}
