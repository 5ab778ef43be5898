package io.stockrule.table;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/// What parts the cells of a table.
enum Separator {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t');

    /// Excel's way to say it, in a line before the header.
    private static final Pattern SAID = Pattern.compile("(?i)sep=([,;\t])");

    private final char character;

    Separator(char character) {
        this.character = character;
    }

    char character() {
        return character;
    }

    /// Whether a cell may stand in quotes. Nobody who parts cells by tabs quotes them, and titles have quotes of their
    /// own: `Board 12"`.
    boolean hasQuotes() {
        return this != TAB;
    }

    /// As the first line says, which then is taken; or else the one that the header has most of.
    static Separator of(TextLines lines) throws IOException {
        var first = lines.next();
        if (first.isEmpty()) {
            return COMMA;
        }
        var said = SAID.matcher(first.get().text());
        if (said.matches()) {
            return of(said.group(1).charAt(0));
        }
        lines.pushBack(List.of(first.get()));
        return mostOf(first.get().text());
    }

    private static Separator of(char character) {
        return switch (character) {
            case ';' -> SEMICOLON;
            case '\t' -> TAB;
            default -> COMMA;
        };
    }

    private static Separator mostOf(String header) {
        var most = COMMA;
        for (var each : values()) {
            most = each.count(header) > most.count(header) ? each : most;
        }
        return most;
    }

    private long count(String header) {
        boolean inQuotes = false;
        long count = 0;
        for (char each : header.toCharArray()) {
            inQuotes ^= each == '"';
            count += each == character && !inQuotes ? 1 : 0;
        }
        return count;
    }

    /// Cells of a line in which quotes mean nothing.
    int cells(String line) {
        return 1 + (int) line.chars().filter(each -> each == character).count();
    }
}
