package io.stockrule.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The cells of a decision table as texts, whatever program wrote it.
///
/// @param rows those that hold something; blank ones are only space
/// @param problems with cells whose text is not sure, each with its cell
record TableSheet(List<Row> rows, List<String> problems) {
    /// @param number as a spreadsheet counts it, from 1
    record Row(int number, List<String> cells) {
        /// Empty beyond the last.
        String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }

        boolean isBlank() {
            return cells.stream().allMatch(String::isEmpty);
        }

        /// `B7`
        String address(int column) {
            return nameOf(column) + number;
        }

        Row with(int column, String text) {
            var changed = new ArrayList<>(cells);
            while (changed.size() <= column) {
                changed.add("");
            }
            changed.set(column, text);
            return new Row(number, changed);
        }

        /// The columns of a kind: their cell begins with its name, or is its first letter.
        List<Integer> columnsOf(String kind) {
            return IntStream.range(0, cells.size())
                    .filter(column -> isOfKind(kind, cells.get(column)))
                    .boxed()
                    .toList();
        }

        private static boolean isOfKind(String kind, String cell) {
            return cell.regionMatches(true, 0, kind, 0, kind.length()) || cell.equalsIgnoreCase(kind.substring(0, 1));
        }

        private static String nameOf(int column) {
            var last = String.valueOf((char) ('A' + column % 26));
            return column < 26 ? last : nameOf(column / 26 - 1) + last;
        }
    }

    static TableSheet of(List<Row> rows, List<String> problems) {
        return new TableSheet(rows.stream().filter(row -> !row.isBlank()).toList(), problems);
    }
}
