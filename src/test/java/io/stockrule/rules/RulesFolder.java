package io.stockrule.rules;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import io.stockrule.rules.scenario.ScenarioFacts;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A rules folder with our steps, for included files of a test.
public record RulesFolder(Path path) {
    /// Of scenario files.
    public static final String HEADER = "case,profile,levels,pack,date,decision,quantity,reason\n";

    public static final String HEAD = "package rules;\nimport io.stockrule.rules.Listing;\n";

    public static RulesFolder in(Path path) {
        try {
            Files.createDirectories(path.resolve("included"));
            try (var files = Files.newDirectoryStream(Path.of("rules"), "*.drl")) {
                for (var file : files) {
                    Files.copy(file, path.resolve(file.getFileName()));
                }
            }
            return new RulesFolder(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes `included/NAME.drl`.
    ///
    /// @param rules each `name: conditions -> operation`
    public RulesFolder with(String name, String... rules) {
        var text = new StringBuilder(HEAD);
        for (var rule : rules) {
            var parts = rule.split(":\\s*|\\s*->\\s*", 3);
            text.append("rule \"%s\" when $listing : Listing(%s) then $listing.%s; end%n"
                    .formatted(parts[0], parts[1], parts[2]));
        }
        return write("included/" + name + ".drl", text.toString());
    }

    /// Gives each step and each included file a scenario that comes out, whatever its rules are.
    public RulesFolder withScenarios(String... included) {
        for (var step : files(".drl")) {
            write(step.replace(".drl", ".csv"), HEADER + "nobody knows,,Berlin unknown,,,holds,,\n");
        }
        for (var name : included) {
            write(
                    "included/" + name + ".scenarios.csv",
                    HEADER + "nobody knows,\"include rules \"\"" + name + "\"\"\",Berlin unknown,,,holds,,\n");
        }
        return this;
    }

    private List<String> files(String ending) {
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RulesFolder write(String file, String text) {
        try {
            Files.writeString(path.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RulesFolder delete(String file) {
        try {
            Files.delete(path.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Rules load() {
        return Rules.of(OurRules.compiled(path), OurRules.FIRINGS_PER_LISTING);
    }

    public static Profile profile(String statements) {
        var text = "profile \"test\"\n" + statements.replace(';', '\n');
        return ((Checked.Accepted) Checker.check(text, KnownNames.ANY)).profile();
    }

    public static Question question(String statements, String levels) {
        return new Question(profile(statements), ScenarioFacts.read(levels, "", ""));
    }

    public static Decision decide(Rules rules, String statements, String levels) {
        return rules.decide(List.of(question(statements, levels))).getFirst();
    }

    public static Outcome outcome(Rules rules, String statements, String levels) {
        return decide(rules, statements, levels).outcome();
    }
}
