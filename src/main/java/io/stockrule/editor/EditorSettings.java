package io.stockrule.editor;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.function.Consumer;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/// What editors tell of their settings: the merchant's names may change while texts are open.
final class EditorSettings implements WorkspaceService {
    private final Conversation conversation;
    private final Knowledge knowledge;
    private final Runnable changed;
    private final Consumer<String> complains;

    EditorSettings(Conversation conversation, Knowledge knowledge, Runnable changed, Consumer<String> complains) {
        this.conversation = conversation;
        this.knowledge = knowledge;
        this.changed = changed;
        this.complains = complains;
    }

    /// Settings with a mistake change nothing.
    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams told) {
        conversation.hear(() -> {
            try {
                var own = own(told.getSettings());
                if (!saysNothing(own)) {
                    knowledge.learn(MerchantNames.read(own));
                    changed.run();
                }
            } catch (IllegalArgumentException mistake) {
                complains.accept("the settings of stockrule cannot be used: " + mistake.getMessage());
            }
        });
    }

    /// Some editors send settings on connecting, whether or not there are any: what was told before stays.
    private static boolean saysNothing(@Nullable Object own) {
        return own == null || own instanceof JsonNull || own instanceof JsonObject settings && settings.isEmpty();
    }

    /// Editors put the settings of a server below its name, beside those of others.
    private static @Nullable Object own(@Nullable Object settings) {
        return settings instanceof JsonObject all && all.has("stockrule") ? all.get("stockrule") : settings;
    }

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams told) {
        conversation.hear(changed);
    }
}
