package io.stockrule.editor;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import io.stockrule.language.writing.Formatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;

/// What editors tell and ask of a text. Every question is answered of the text as it stands when it is asked.
final class ProfileTexts implements TextDocumentService {
    private final Conversation conversation;
    private final OpenTexts texts;
    private final Checks checks;
    private final Knowledge knowledge;
    private final ShownDiagnostics shown;

    ProfileTexts(
            Conversation conversation, OpenTexts texts, Checks checks, Knowledge knowledge, ShownDiagnostics shown) {
        this.conversation = conversation;
        this.texts = texts;
        this.checks = checks;
        this.knowledge = knowledge;
        this.shown = shown;
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams told) {
        var document = told.getTextDocument();
        conversation.hear(() -> checks.check(texts.open(document.getUri(), document.getVersion(), document.getText())));
    }

    @Override
    public void didChange(DidChangeTextDocumentParams told) {
        var document = told.getTextDocument();
        conversation.hear(() -> texts.change(document.getUri(), document.getVersion(), told.getContentChanges())
                .ifPresentOrElse(checks::check, () -> conversation.tellNotOpen(document.getUri())));
    }

    /// The rule files may be others by now.
    @Override
    public void didSave(DidSaveTextDocumentParams told) {
        conversation.hear(this::checkAll);
    }

    @Override
    public void didClose(DidCloseTextDocumentParams told) {
        var uri = told.getTextDocument().getUri();
        conversation.hear(() -> {
            if (texts.close(uri)) {
                checks.close(uri);
            } else {
                conversation.tellNotOpen(uri);
            }
        });
    }

    /// Anew, as what they are checked against has changed.
    void checkAll() {
        texts.all().forEach(each -> checks.check(texts.open(each.uri(), each.version(), each.text())));
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams asked) {
        return answer(
                asked.getTextDocument(),
                text -> Either.forLeft(new Completions(
                                text,
                                texts.all(),
                                knowledge.known(),
                                conversation.abilities().snippets())
                        .at(asked.getPosition())));
    }

    @Override
    public CompletableFuture<@Nullable Hover> hover(HoverParams asked) {
        return answer(
                asked.getTextDocument(),
                text -> new Hovers(knowledge, conversation.abilities().markdown())
                        .at(text, asked.getPosition())
                        .orElse(null));
    }

    /// As `bin/stockrule fmt` does: a text with a mistake stays as it is.
    @Override
    public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams asked) {
        return answer(asked.getTextDocument(), text -> switch (Checker.read(text.text(), KnownNames.ANY)) {
            case Checked.Accepted _ -> TextChanges.between(text.lines(), Formatter.format(text.text()));
            case Checked.Rejected _ -> List.of();
        });
    }

    /// Waits for what there is to say about the text; when it changes before that, the editor asks again.
    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams asked) {
        return answer(
                asked.getTextDocument(),
                text -> new Corrections(text, text.checked().join(), shown)
                        .in(asked.getRange(), asked.getContext().getOnly(), knowledge::check).stream()
                                .map(Either::<Command, CodeAction>forRight)
                                .toList());
    }

    @Override
    public CompletableFuture<@Nullable Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>> prepareRename(
            PrepareRenameParams asked) {
        return answer(
                asked.getTextDocument(),
                text -> new Renaming(text)
                        .prepare(asked.getPosition())
                        .map(Either3::<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>forSecond)
                        .orElse(null));
    }

    @Override
    public CompletableFuture<WorkspaceEdit> rename(RenameParams asked) {
        return answer(
                asked.getTextDocument(), text -> new Renaming(text).rename(asked.getPosition(), asked.getNewName()));
    }

    @Override
    public CompletableFuture<List<FoldingRange>> foldingRange(FoldingRangeRequestParams asked) {
        return answer(asked.getTextDocument(), text -> new OutlineView(text).folds());
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams asked) {
        return answer(
                asked.getTextDocument(),
                text -> conversation.abilities().nestedSymbols()
                        ? new OutlineView(text)
                                .symbols().stream()
                                        .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                                        .toList()
                        : new OutlineView(text)
                                .flatSymbols().stream()
                                        .map(Either::<SymbolInformation, DocumentSymbol>forLeft)
                                        .toList());
    }

    private <T extends @Nullable Object> CompletableFuture<T> answer(
            TextDocumentIdentifier document, Function<OpenText, T> answers) {
        var text = texts.get(document.getUri());
        return conversation.answer(() -> answers.apply(
                text.orElseThrow(() -> new IllegalArgumentException("the text is not open: " + document.getUri()))));
    }
}
