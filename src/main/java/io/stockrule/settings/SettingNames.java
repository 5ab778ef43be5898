package io.stockrule.settings;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.common.utils.StringUtil;
import io.stockrule.language.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Finds settings whose names are misspelt: they would be left out in silence, and what is meant to be off would run.
///
/// An environment variable that resembles none of ours is none of ours: Kubernetes has `STOCKRULE_SERVICE_HOST` for
/// everybody beside a service of that name.
public final class SettingNames {
    private static final String PREFIX = "stockrule.";
    private static final Pattern NAME = Pattern.compile("(?m)^\\| `(stockrule[.][^`]+)`");

    private SettingNames() {}

    /// @throws ConfigurationException that names the setting and the one that was meant
    public static void check() {
        var names = ConfigUtils.configBuilder().build().getPropertyNames();
        check(
                StreamSupport.stream(names.spliterator(), false).collect(Collectors.toSet()),
                System.getenv().keySet());
    }

    static void check(Set<String> names, Set<String> environment) {
        var known = known();
        var ofFiles = names.stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .filter(name -> !environment.contains(variable(name)))
                .map(name -> told(name, suggestion(name, known)));
        var variables = known.stream().map(SettingNames::variable).toList();
        var ofEnvironment = environment.stream()
                .filter(name -> name.startsWith(variable(PREFIX)) && !variables.contains(name))
                .flatMap(name -> suggestion(name, variables).map(meant -> told(name, Optional.of(meant))).stream());
        var mistakes = Stream.concat(ofFiles, ofEnvironment).sorted().toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(String.join("\n", mistakes));
        }
    }

    private static String told(String name, Optional<String> meant) {
        return "there is no setting %s%s"
                .formatted(
                        name, meant.map(", did you mean %s?"::formatted).orElse("; docs/settings.md has all of them"));
    }

    /// Of what stands behind the prefix, which all have in common.
    private static Optional<String> suggestion(String name, Collection<String> known) {
        var prefix = name.substring(0, PREFIX.length());
        return Suggestion.closest(
                        name.substring(PREFIX.length()),
                        known.stream()
                                .map(each -> each.substring(PREFIX.length()))
                                .toList())
                .map(prefix::concat);
    }

    private static String variable(String name) {
        return StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
    }

    /// From the page of all settings, which is packaged, and is what the sources say.
    private static List<String> known() {
        try (var page = SettingNames.class.getResourceAsStream("/settings.md")) {
            if (page == null) {
                throw new IllegalStateException("docs/settings.md is not packaged");
            }
            return NAME.matcher(new String(page.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(row -> row.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
