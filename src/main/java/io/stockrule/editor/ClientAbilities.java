package io.stockrule.editor;

import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.HoverCapabilities;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.jspecify.annotations.Nullable;

/// What the editor can show, as far as it matters here.
///
/// @param snippets completions with places to fill in
/// @param markdown in a hover
/// @param nestedSymbols an outline with levels
record ClientAbilities(boolean snippets, boolean markdown, boolean nestedSymbols) {
    static final ClientAbilities PLAIN = new ClientAbilities(false, false, false);

    static ClientAbilities of(@Nullable ClientCapabilities capabilities) {
        var texts = Optional.ofNullable(capabilities).map(ClientCapabilities::getTextDocument);
        return new ClientAbilities(
                texts.map(TextDocumentClientCapabilities::getCompletion)
                        .map(CompletionCapabilities::getCompletionItem)
                        .map(CompletionItemCapabilities::getSnippetSupport)
                        .orElse(false),
                texts.map(TextDocumentClientCapabilities::getHover)
                        .map(HoverCapabilities::getContentFormat)
                        .orElse(List.of())
                        .contains(MarkupKind.MARKDOWN),
                texts.map(TextDocumentClientCapabilities::getDocumentSymbol)
                        .map(DocumentSymbolCapabilities::getHierarchicalDocumentSymbolSupport)
                        .orElse(false));
    }
}
