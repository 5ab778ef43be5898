package io.stockrule.editor;

import io.stockrule.language.Decides;
import io.stockrule.language.KnownNames;
import io.stockrule.rules.InvalidRuleFiles;
import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rule files while the server runs: compiled once a profile includes one, and again when they have changed. Files
/// that cannot be used are told once, and profiles are checked without them. Safe for many threads.
public final class RulesFollowed {
    private final Path folder;
    private final Function<Consumer<String>, Optional<Rules>> load;
    private State state = new State(Optional.empty());

    /// @param load compiles the files of the folder, or says to whom it is given why they cannot be used
    public RulesFollowed(Path folder, Function<Consumer<String>, Optional<Rules>> load) {
        this.folder = folder;
        this.load = load;
    }

    /// What was read of files that looked so; the rest comes when it is asked for.
    private static final class State {
        private final Optional<List<String>> looks;
        private Optional<Set<String>> names = Optional.empty();
        private @Nullable Optional<Rules> rules;

        State(Optional<List<String>> looks) {
            this.looks = looks;
        }

        synchronized Optional<Rules> rules(Supplier<Optional<Rules>> load) {
            var loaded = rules == null ? load.get() : rules;
            rules = loaded;
            return loaded;
        }
    }

    /// With the names of the files that profiles can include; without a folder any will do.
    KnownNames known(KnownNames names, Consumer<String> complains) {
        return now(complains).names.map(names::withRuleFiles).orElse(names);
    }

    /// What decides with included rules; empty where the files cannot be used. Who needs none does not wait for files
    /// that are being compiled.
    Optional<Decides> decides(Consumer<String> complains) {
        return now(complains)
                .rules(() -> load(complains))
                .map(rules -> (profile, facts) ->
                        rules.decide(List.of(new Question(profile, facts))).getFirst());
    }

    private Optional<Rules> load(Consumer<String> complains) {
        var rules = load.apply(why -> complains.accept("the rule files cannot be used: " + why));
        rules.ifPresent(each -> each.problems().forEach(why -> complains.accept("not usable: " + why)));
        return rules;
    }

    private synchronized State now(Consumer<String> complains) {
        var looks = looks();
        if (!state.looks.equals(looks)) {
            state = new State(looks);
            state.names = looks.flatMap(_ -> names(complains));
        }
        return state;
    }

    private Optional<Set<String>> names(Consumer<String> complains) {
        try {
            return Optional.of(Rules.includable(folder));
        } catch (InvalidRuleFiles e) {
            complains.accept("the rule files cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    /// Path, size and time of each file; empty without a folder. A folder that cannot be read looks like one without
    /// files, and reading it says why.
    private Optional<List<String>> looks() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return Optional.of(files.filter(Files::isRegularFile)
                    .map(RulesFollowed::look)
                    .sorted()
                    .toList());
        } catch (IOException | UncheckedIOException _) {
            return Optional.of(List.of());
        }
    }

    private static String look(Path file) {
        try {
            return "%s %d %s".formatted(file, Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) { // gone by now
            throw new UncheckedIOException(e);
        }
    }
}
