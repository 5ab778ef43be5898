package io.stockrule.rules;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.stockrule.rules.file.CompiledFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Compiles the rule files beside the start of everything else, which takes about as long and needs nothing of them.
public final class RulesAtStart {
    private static @Nullable Path begun;
    private static @Nullable CompletableFuture<CompiledFolder> compiled;

    private RulesAtStart() {}

    /// Begins with the folder of the settings, before there is a container that could read them.
    public static synchronized void begin() {
        var folder = ConfigUtils.configBuilder()
                .build()
                .getOptionalValue("stockrule.rules.folder", Path.class)
                .orElse(Path.of("rules"));
        begun = folder;
        var result = new CompletableFuture<CompiledFolder>();
        compiled = result;
        Thread.ofPlatform()
                .daemon()
                .name("rules at start")
                .start(() -> result.completeAsync(() -> CompiledFolder.of(folder), Runnable::run));
    }

    /// What was begun for this folder, once; empty when nothing was.
    ///
    /// @throws InvalidRuleFiles when the files of the steps cannot be used
    static synchronized Optional<CompiledFolder> take(Path folder) {
        var result = compiled;
        compiled = null;
        if (result == null || !folder.equals(begun)) {
            return Optional.empty();
        }
        try {
            return Optional.of(result.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof InvalidRuleFiles invalid) {
                throw invalid;
            }
            throw e;
        }
    }
}
