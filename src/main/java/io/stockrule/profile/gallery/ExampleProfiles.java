package io.stockrule.profile.gallery;

import io.quarkus.runtime.util.ClassPathUtils;
import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import io.stockrule.profile.CurveView;
import io.stockrule.profile.MerchantChecks;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The profiles of `dsl-examples`, as they were when the service was built.
@ApplicationScoped
class ExampleProfiles {
    private static final String FOLDER = "dsl-examples";

    private final MerchantChecks checks;
    private volatile @Nullable List<ExampleProfile> known;

    ExampleProfiles(MerchantChecks checks) {
        this.checks = checks;
    }

    /// @param title the name that the text gives itself
    /// @param sentence what the merchant wanted, as its first comment says
    record ExampleProfile(String title, String sentence, String text, CurveView curve) {}

    /// In the order of their titles. Those that include rule files are left out: a merchant may not have them.
    List<ExampleProfile> all() {
        var found = known;
        if (found == null) {
            found = texts().stream()
                    .flatMap(text -> example(text).stream())
                    .sorted(Comparator.comparing(ExampleProfile::title))
                    .toList();
            known = found;
        }
        return found;
    }

    private static List<String> texts() {
        var texts = new ArrayList<String>();
        try {
            ClassPathUtils.consumeAsPaths(FOLDER, folder -> texts.addAll(texts(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static List<String> texts(Path folder) {
        try (var files = Files.list(folder)) {
            var texts = new ArrayList<String>();
            for (var file : files.toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ExampleProfile> example(String text) {
        return switch (Checker.read(text, KnownNames.ANY)) {
            case Checked.Accepted(var profile, var _)
            when !profile.includesRules() ->
                List.of(new ExampleProfile(profile.name(), sentence(text), text, CurveView.of(checks.curve(profile))));
            case Checked.Accepted _, Checked.Rejected _ -> List.of();
        };
    }

    private static String sentence(String text) {
        return text.lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .collect(Collectors.joining(" "));
    }
}
