package io.stockrule.editor;

import io.stockrule.language.Checked;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// Checks texts beside the conversation with the editor, one after another for each document and side by side for
/// several. What is typed while a text is checked makes one more check, of the last of it; those between are left out.
final class Checks {
    private final Executor executor;
    private final Function<String, Checked> check;
    private final Told told;
    private final Map<String, Next> waiting = new HashMap<>();
    private final Set<String> atWork = new HashSet<>();

    /// Who is told what the checks come to, in the order of the document's texts.
    interface Told {
        void checked(OpenText text, Checked checked);

        void closed(String uri);

        /// @param broken what is a mistake of ours
        void failed(OpenText text, RuntimeException broken);
    }

    /// What a document is waiting for.
    private sealed interface Next {
        record Text(OpenText text) implements Next {}

        record Closed(String uri) implements Next {}
    }

    Checks(Executor executor, Function<String, Checked> check, Told told) {
        this.executor = executor;
        this.check = check;
        this.told = told;
    }

    void check(OpenText text) {
        submit(text.uri(), new Next.Text(text));
    }

    void close(String uri) {
        submit(uri, new Next.Closed(uri));
    }

    private synchronized void submit(String uri, Next next) {
        if (waiting.put(uri, next) instanceof Next.Text(var older)) {
            older.checked().cancel(false);
        }
        if (atWork.add(uri)) {
            executor.execute(() -> work(uri));
        }
    }

    private void work(String uri) {
        boolean goesOn = true;
        try {
            for (var next = take(uri); next.isPresent(); next = take(uri)) {
                switch (next.get()) {
                    case Next.Text(var text) -> checkAndTell(text);
                    case Next.Closed(var closed) -> told.closed(closed);
                }
            }
            goesOn = false;
        } finally {
            if (goesOn) { // with something broken: the next change is checked again
                giveUp(uri);
            }
        }
    }

    private synchronized void giveUp(String uri) {
        atWork.remove(uri);
    }

    private synchronized Optional<Next> take(String uri) {
        var next = Optional.ofNullable(waiting.remove(uri));
        if (next.isEmpty()) {
            atWork.remove(uri);
        }
        return next;
    }

    private void checkAndTell(OpenText text) {
        try {
            var checked = check.apply(text.text());
            text.checked().complete(checked);
            if (isLatest(text)) {
                told.checked(text, checked);
            }
        } catch (RuntimeException broken) {
            text.checked().completeExceptionally(broken);
            told.failed(text, broken);
        }
    }

    private synchronized boolean isLatest(OpenText text) {
        return !waiting.containsKey(text.uri());
    }
}
