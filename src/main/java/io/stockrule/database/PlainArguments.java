package io.stockrule.database;

import java.lang.reflect.Type;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/// Binds what most statements bind, as Jdbi itself does. Jdbi would find out for each value how it is bound, and once
/// more for what an [Optional] has: a row with 65 columns took longer to bind than to be written.
final class PlainArguments implements ArgumentFactory {
    @Override
    public Optional<Argument> build(Type type, @Nullable Object value, ConfigRegistry config) {
        return Optional.ofNullable(of(value));
    }

    /// @return null for what is left to Jdbi
    private static @Nullable Argument of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String it -> (position, statement, _) -> statement.setString(position, it);
            case Long it -> (position, statement, _) -> statement.setLong(position, it);
            case Integer it -> (position, statement, _) -> statement.setInt(position, it);
            case Boolean it -> (position, statement, _) -> statement.setBoolean(position, it);
            case Instant it -> (position, statement, _) -> statement.setTimestamp(position, Timestamp.from(it));
            case OptionalInt it when it.isPresent() -> of(it.getAsInt());
            case OptionalLong it when it.isPresent() -> of(it.getAsLong());
            case Optional<?> it when it.isPresent() -> of(it.get());
            case Optional<?> _, OptionalInt _, OptionalLong _ ->
                (position, statement, _) -> statement.setNull(position, Types.NULL);
            default -> null;
        };
    }
}
