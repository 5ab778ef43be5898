package io.stockrule.command;

import io.stockrule.language.Suggestion;
import io.stockrule.stockfile.Meaning;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// What `--column MEANING=NAME` says of a stock file.
final class RenamedColumns {
    private RenamedColumns() {}

    /// @param columns names by what they mean, as they were given to the command
    static Map<String, Meaning> of(Map<String, String> columns, CommandSpec spec) {
        var renamed = new LinkedHashMap<String, Meaning>();
        columns.forEach((meaning, name) -> renamed.put(name.strip(), meaning(meaning, spec)));
        return renamed;
    }

    /// The same for a file with the numbers of an old tool.
    static Map<String, Meaning> withListed(Map<String, String> columns, CommandSpec spec) {
        var renamed = new LinkedHashMap<String, Meaning>();
        columns.forEach((meaning, name) ->
                renamed.put(name.strip(), listed(meaning).orElseGet(() -> meaning(meaning, spec))));
        return renamed;
    }

    private static Optional<Meaning> listed(String name) {
        return Meaning.normal(name).equalsIgnoreCase(Meaning.Listed.NAME)
                ? Optional.of(new Meaning.Listed())
                : Optional.empty();
    }

    private static Meaning meaning(String name, CommandSpec spec) {
        return Meaning.of(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--column %s=... means nothing%s"
                                .formatted(
                                        name,
                                        Suggestion.closest(name, Meaning.names())
                                                .map("; did you mean %s?"::formatted)
                                                .orElse(""))));
    }
}
