package io.stockrule.editor;

import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextDocumentIdentifier;

/// A text in which a bar stands for the cursor.
record PlacedText(String text, Position cursor) {
    static PlacedText of(String marked) {
        int at = marked.indexOf('|');
        var before = marked.substring(0, at).split("\r\n|\r|\n", -1);
        return new PlacedText(
                marked.substring(0, at) + marked.substring(at + 1),
                new Position(before.length - 1, before[before.length - 1].length()));
    }

    static TextDocumentIdentifier id(String uri) {
        return new TextDocumentIdentifier(uri);
    }
}
