package io.stockrule;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.stockrule.access.InvalidKeySet;
import io.stockrule.database.DatabaseException;
import io.stockrule.rules.InvalidRuleFiles;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.api.exception.FlywayValidateException;

/// Why the service does not start, where it is for the person who starts it to put right.
final class StartMistake {
    /// What the configuration's own messages begin with: types of Java, and codes that nobody can look up.
    private static final Pattern NOISE = Pattern.compile("(?:[a-z]+\\.)+[A-Za-z]+Exception: |SRCFG[0-9]+: ");

    private static final Pattern UNKNOWN_MIGRATION =
            Pattern.compile("applied migration not resolved locally: ([\\w.]+?)[.]?(?:\\s|$)");

    private StartMistake() {}

    /// @return a line or a few; empty for everything that is a mistake of ours, or nobody's
    static Optional<String> told(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .flatMap(each -> line(each).stream())
                .findFirst();
    }

    private static Optional<String> line(Throwable cause) {
        return switch (cause) {
            case QuarkusBindException taken ->
                Optional.of("Port %s is taken. Stop who uses it, or set QUARKUS_HTTP_PORT to another one"
                        .formatted(taken.getPort()));
            case InvalidRuleFiles invalid -> Optional.of("The rule files cannot be used: " + invalid.getMessage());
            case ConfigValidationException invalid -> Optional.of("A setting is wrong: " + settings(invalid));
            case ConfigurationException wrong -> Optional.of("A setting is wrong: " + wrong.getMessage());
            case InvalidKeySet invalid -> Optional.of(String.valueOf(invalid.getMessage()));
            case FlywayValidateException other -> Optional.of(schema(String.valueOf(other.getMessage())));
            case IllegalArgumentException wrong
            when isOfSettings(wrong) -> Optional.of("A setting is wrong: " + plain(String.valueOf(wrong.getMessage())));
            case NoSuchElementException missing
            when isOfSettings(missing) ->
                Optional.of("A setting is wrong: " + plain(String.valueOf(missing.getMessage())));
            case SQLException failed
            when isAway(failed) -> Optional.of("The database cannot be used: " + failed.getMessage());
            case DatabaseException unusable -> Optional.of(String.valueOf(unusable.getMessage()));
            default -> Optional.empty();
        };
    }

    /// Not reachable, not ready, or all connections taken
    /// (https://www.postgresql.org/docs/18/errcodes-appendix.html); the pool's own patience has no code.
    private static boolean isAway(SQLException failure) {
        var state = failure.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }

    private static boolean isOfSettings(Throwable cause) {
        return String.valueOf(cause.getMessage()).startsWith("SRCFG");
    }

    private static String plain(String message) {
        return NOISE.matcher(message.replace(" threw an Exception whilst being converted", ":"))
                .replaceAll("");
    }

    /// What Flyway says asks for a repair of its own table, after which an older service would run on a newer database.
    private static String schema(String message) {
        var newer = UNKNOWN_MIGRATION.matcher(message);
        return newer.find()
                ? "The database was changed by a newer Stockrule (its step %s is not known here). Start that version or a newer one, or restore the backup from before the upgrade"
                        .formatted(newer.group(1))
                : "The tables of the database are not those of this Stockrule. Start the version that made them, or give it a database of its own";
    }

    private static String settings(ConfigValidationException invalid) {
        return IntStream.range(0, invalid.getProblemCount())
                .mapToObj(i -> plain(invalid.getProblem(i).getMessage()))
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
