package io.stockrule.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table in a file, one row at a time, however long the file is: cells parted by comma, semicolon or tab, packed with
/// gzip or not, with or without Excel's first line `sep=;`.
///
/// Every line of the file is part of a row, or of a mistake that is told, or blank. Where cells are parted by tabs,
/// quotes are text like any other, as in Amazon's reports; else a quoted cell may have separators and lines in it.
public final class Table {
    private final Utf8Input input;
    private final Separator separator;
    private final Records records;
    private final Optional<Row> header;
    private final int width;
    private int needed;

    private Table(Utf8Input input) throws IOException {
        this.input = input;
        var lines = new TextLines(input);
        this.separator = Separator.of(lines);
        this.records = new Records(lines, separator);
        this.header = records.next().map(Table::withoutEmptyEnd);
        this.width = header.filter(Row.Cells.class::isInstance)
                .map(row -> ((Row.Cells) row).cells().size())
                .orElse(0);
        this.needed = width;
        records.expect(width);
    }

    /// @param declared the encoding that the file is said to have; if none, it is recognised, and [#remark] says so. A
    ///     byte order mark in the file is believed first
    /// @param mostBytes of the file when it is unpacked; reading more is an [IOException]
    public static Table open(InputStream file, Optional<Charset> declared, long mostBytes) throws IOException {
        return new Table(Utf8Input.open(file, declared, mostBytes));
    }

    /// The first row; none if the file is empty. Cells at its end that are empty name no columns.
    public Optional<Row> header() {
        return header;
    }

    /// Whether a cell may stand in quotes, which then are no part of it.
    public boolean hasQuotes() {
        return separator.hasQuotes();
    }

    /// How many columns, from the left, a row must have: it may leave out those at its end that nobody needs.
    public void needs(int columns) {
        needed = columns;
    }

    /// The next row that is not blank.
    public Optional<Row> next() throws IOException {
        for (var row = records.next(); row.isPresent(); row = records.next()) {
            switch (row.get()) {
                case Row.Cells cells when isBlank(cells) -> {}
                case Row.Cells cells -> {
                    return Optional.of(fitted(cells));
                }
                case Row.Broken broken -> {
                    return Optional.of(broken);
                }
            }
        }
        return Optional.empty();
    }

    /// What has to be said of how the file was read: an encoding that was recognised and not declared.
    public Optional<String> remark() {
        return input.remark();
    }

    /// Spreadsheets add empty cells at the end of a row, or leave them out.
    private Row fitted(Row.Cells row) {
        var cells = row.cells();
        if (cells.size() > width) {
            boolean fits = cells.stream().skip(width).allMatch(Cell::isEmpty);
            return fits ? new Row.Cells(row.line(), cells.subList(0, width)) : wrongWidth(cells, width);
        }
        if (cells.size() < needed) {
            return wrongWidth(cells, cells.size() - 1);
        }
        if (cells.size() == width) {
            return row;
        }
        var filled = new ArrayList<>(cells);
        var last = cells.getLast();
        while (filled.size() < width) {
            filled.add(new Cell("", last.line(), last.column(), false));
        }
        return new Row.Cells(row.line(), filled);
    }

    private Row wrongWidth(List<Cell> cells, int place) {
        var there = cells.size() == 1 ? "1 cell" : cells.size() + " cells";
        return new Row.Broken(
                Mistake.at(cells.get(place), "the line has %s, the header has %d".formatted(there, width)));
    }

    private static boolean isBlank(Row.Cells row) {
        for (var cell : row.cells()) {
            if (!cell.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static Row withoutEmptyEnd(Row header) {
        return switch (header) {
            case Row.Cells(long line, var cells) -> {
                int size = cells.size();
                while (size > 1 && cells.get(size - 1).isEmpty()) {
                    size--;
                }
                yield new Row.Cells(line, cells.subList(0, size));
            }
            case Row.Broken broken -> broken;
        };
    }
}
