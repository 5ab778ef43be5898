package io.stockrule.command;

import io.stockrule.table.Mistake;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Says what is wrong with a stock file, and stops saying it when nobody would read on.
final class Complaints {
    static final int SHOWN = 1_000;

    private final String file;
    private final Consumer<String> say;
    private long lines;
    private long doubts;

    Complaints(String file, Consumer<String> say) {
        this.file = file;
        this.say = say;
    }

    /// @param mistakes of one line, at least one
    void add(List<Mistake> mistakes) {
        lines++;
        if (lines <= SHOWN) {
            mistakes.forEach(
                    each -> say.accept("%s:%d:%d: %s".formatted(file, each.line(), each.column(), each.message())));
        }
    }

    /// Something that is decided, but may not mean what it says.
    void doubt(Mistake doubt) {
        doubts++;
        if (doubts <= SHOWN) {
            say.accept("%s:%d:%d: warning: %s".formatted(file, doubt.line(), doubt.column(), doubt.message()));
        }
    }

    void end() {
        if (lines > SHOWN) {
            say.accept(String.format(Locale.ROOT, "%s: %,d more lines have mistakes", file, lines - SHOWN));
        }
        if (doubts > SHOWN) {
            say.accept(String.format(Locale.ROOT, "%s: %,d more lines have warnings", file, doubts - SHOWN));
        }
    }
}
