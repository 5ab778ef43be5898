package io.stockrule.editor;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.jspecify.annotations.Nullable;

/// The texts that are open in the editor.
final class OpenTexts {
    private final Map<String, OpenText> texts = new ConcurrentHashMap<>();

    OpenText open(String uri, @Nullable Integer version, String text) {
        var opened = OpenText.of(uri, version, text);
        texts.put(uri, opened);
        return opened;
    }

    /// @param changes in the order in which they were made
    /// @return empty for a text that is not open
    Optional<OpenText> change(String uri, @Nullable Integer version, List<TextDocumentContentChangeEvent> changes) {
        return get(uri).map(before -> {
            var text = before.text();
            for (var change : changes) {
                text = changed(text, change);
            }
            return open(uri, version, text);
        });
    }

    /// A change without a place is the whole text; the ends of a place may come in any order.
    private static String changed(String text, TextDocumentContentChangeEvent change) {
        if (change.getRange() == null) {
            return change.getText();
        }
        var lines = new DocumentLines(text);
        int one = lines.offset(change.getRange().getStart());
        int other = lines.offset(change.getRange().getEnd());
        return text.substring(0, Math.min(one, other)) + change.getText() + text.substring(Math.max(one, other));
    }

    /// @return whether it was open
    boolean close(String uri) {
        return texts.remove(uri) != null;
    }

    Optional<OpenText> get(String uri) {
        return Optional.ofNullable(texts.get(uri));
    }

    Collection<OpenText> all() {
        return List.copyOf(texts.values());
    }
}
