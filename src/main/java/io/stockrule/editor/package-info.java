/// The language server: what editors show of a profile's text while somebody writes it, over the Language Server
/// Protocol. `bin/stockrule lsp` starts an [EditorSession].
///
/// [ProfileServer] speaks the protocol, [ProfileTexts] answers what is asked of a text, a class each for what can be
/// asked. [OpenTexts] has the texts as they stand in the editor, and [Checks] tells what is wrong with them. All that
/// is said of a text comes from `language`, as on the command line; here it is put where an editor shows it:
/// [DocumentLines] knows places as editors count.
@NullMarked
package io.stockrule.editor;

import org.jspecify.annotations.NullMarked;
