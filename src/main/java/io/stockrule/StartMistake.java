package io.stockrule;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.stockrule.database.DatabaseException;
import io.stockrule.rules.InvalidRuleFiles;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Why the service does not start, where it is for the person who starts it to put right.
final class StartMistake {
    /// What the configuration's own messages begin with: types of Java, and codes that nobody can look up.
    private static final Pattern NOISE = Pattern.compile(
            "(?:[a-z]+\\.)+[A-Za-z]+Exception: |SRCFG[0-9]+: | threw an Exception whilst being converted");

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
            case DatabaseException unusable -> Optional.of(String.valueOf(unusable.getMessage()));
            default -> Optional.empty();
        };
    }

    private static String settings(ConfigValidationException invalid) {
        return IntStream.range(0, invalid.getProblemCount())
                .mapToObj(i -> NOISE.matcher(invalid.getProblem(i).getMessage()).replaceAll(""))
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
