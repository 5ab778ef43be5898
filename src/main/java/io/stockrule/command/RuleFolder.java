package io.stockrule.command;

import io.stockrule.rules.InvalidRuleFiles;
import io.stockrule.rules.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that says where the rule files are.
final class RuleFolder {
    /// Drools has much to tell, which slows it down many times and is nothing to the caller. Kept, as a logger that
    /// nobody holds may lose its level.
    private static final List<Logger> TALKATIVE = List.of(Logger.getLogger("org.drools"), Logger.getLogger("org.kie"));

    /// The default is not the option's own: picocli would take `rules` for the command of that name.
    @Option(
            names = "--rules",
            paramLabel = "FOLDER",
            description = "The folder with the rule files; without it STOCKRULE_RULES_FOLDER, else rules.")
    private @Nullable Path given;

    Path path() {
        return given != null ? given : Path.of(System.getenv().getOrDefault("STOCKRULE_RULES_FOLDER", "rules"));
    }

    /// Names of the files that profiles can include. Without a folder any name will do.
    Optional<Set<String>> includable() {
        return Files.isDirectory(path()) ? Optional.of(Rules.includable(path())) : Optional.empty();
    }

    /// Compiling them takes a second or two.
    Optional<Rules> load(Consumer<String> complain) {
        return load(complain, _ -> {});
    }

    /// @param hears which file comes next, for who waits
    Optional<Rules> load(Consumer<String> complain, Consumer<String> hears) {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
        try {
            return Optional.of(Rules.load(path(), hears));
        } catch (InvalidRuleFiles e) {
            complain.accept(e.getMessage());
            return Optional.empty();
        }
    }
}
