package io.stockrule.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A part of a list, and where the next part begins.
///
/// @param next to be given as `after`; absent on the last page
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Page<T>(List<T> items, Optional<String> next) {
    /// @param found up to one more than `limit`, which tells that there is a next page
    /// @param cursor what `after` is compared with
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Object> cursor) {
        if (found.size() <= limit) {
            return new Page<>(List.copyOf(found), Optional.empty());
        }
        var items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, Optional.of(cursor.apply(items.getLast()).toString()));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), next);
    }
}
