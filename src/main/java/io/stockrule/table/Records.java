package io.stockrule.table;

import io.stockrule.table.TextLines.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The records of a CSV file (RFC 4180), each cell with its place.
///
/// A library's reader would end at the first broken quote, without its column, and take an unclosed one for a cell of
/// many lines; this one tells of it and picks up again at the next line.
final class Records {
    private final TextLines lines;
    private final Separator separator;
    private int width;

    Records(TextLines lines, Separator separator) {
        this.lines = lines;
        this.separator = separator;
    }

    /// @param cells of a row; a quoted cell in which a line has so many has swallowed a row
    void expect(int cells) {
        width = cells;
    }

    /// The next record; empty lines are none.
    Optional<Row> next() throws IOException {
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!line.get().text().isBlank() || line.get().mistake().isPresent()) {
                return Optional.of(new Reading(line.get()).record());
            }
        }
        return Optional.empty();
    }

    /// One record being read.
    private final class Reading {
        private final List<Line> read = new ArrayList<>();
        private final List<Cell> cells = new ArrayList<>();
        private String text;
        private int index;
        private int length;

        Reading(Line first) {
            read.add(first);
            text = first.text();
            length = text.length();
        }

        Row record() throws IOException {
            boolean goesOn = true;
            while (goesOn) {
                var broken = startsWithQuote() && separator.hasQuotes() ? quoted() : plain();
                if (broken.isPresent()) {
                    lines.pushBack(read.subList(1, read.size()));
                    return new Row.Broken(read.getFirst().mistake().orElse(broken.get()));
                }
                goesOn = index < text.length();
                index++;
            }
            var mistake = read.stream().flatMap(line -> line.mistake().stream()).findFirst();
            return mistake.<Row>map(Row.Broken::new)
                    .orElseGet(() -> new Row.Cells(read.getFirst().number(), cells));
        }

        private boolean startsWithQuote() {
            return index < text.length() && text.charAt(index) == '"';
        }

        private Optional<Mistake> plain() {
            int end = text.indexOf(separator.character(), index);
            int start = index;
            index = end < 0 ? text.length() : end;
            cells.add(new Cell(text.substring(start, index), number(), column(start), false));
            return Optional.empty();
        }

        private Optional<Mistake> quoted() throws IOException {
            long line = number();
            int column = column(index);
            var cell = new StringBuilder();
            index++;
            while (true) {
                int quote = text.indexOf('"', index);
                if (quote >= 0) {
                    cell.append(text, index, quote);
                    index = quote + 1;
                    if (!startsWithQuote()) {
                        break;
                    }
                    cell.append('"');
                    index++;
                } else if (!goOnWithNextLine(cell)) {
                    return Optional.of(notClosed(line, column));
                } else if (isRowByItself()) {
                    return Optional.of(new Mistake(
                            line,
                            column,
                            "this quote is not closed before line %d, which is a row by itself".formatted(number())));
                }
            }
            cells.add(new Cell(cell.toString(), line, column, true));
            return isAtEndOfCell() ? Optional.empty() : Optional.of(behindQuote(line, column));
        }

        /// Quoted text may have several lines, but not without end.
        private boolean goOnWithNextLine(StringBuilder cell) throws IOException {
            var next = length > TextLines.LONGEST ? Optional.<Line>empty() : lines.next();
            next.ifPresent(line -> {
                cell.append(text, index, text.length()).append('\n');
                read.add(line);
                text = line.text();
                length += text.length();
                index = 0;
            });
            return next.isPresent();
        }

        private boolean isRowByItself() {
            return !text.isBlank() && separator.cells(text) == width;
        }

        private boolean isAtEndOfCell() {
            return index == text.length() || text.charAt(index) == separator.character();
        }

        /// A quote that ends on another line was most likely meant to end on its own.
        private Mistake behindQuote(long line, int column) {
            return line == number()
                    ? new Mistake(
                            line,
                            column(index),
                            "after a closing quote comes the next cell;" + " write \"\" for a quote inside of quotes")
                    : notClosed(line, column);
        }

        private static Mistake notClosed(long line, int column) {
            return new Mistake(line, column, "this quote is not closed");
        }

        private long number() {
            return read.getLast().number();
        }

        private int column(int at) {
            return text.codePointCount(0, at) + 1;
        }
    }
}
