package io.stockrule.editor;

import io.stockrule.language.Checked;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A text as it stands in the editor at one moment.
///
/// @param version as the editor counts them; null from one that does not
/// @param checked what there is to say about it, once it is known; cancelled when a newer text is there before that
record OpenText(
        String uri, @Nullable Integer version, String text, DocumentLines lines, CompletableFuture<Checked> checked) {
    static OpenText of(String uri, @Nullable Integer version, String text) {
        return new OpenText(uri, version, text, new DocumentLines(text), new CompletableFuture<>());
    }
}
