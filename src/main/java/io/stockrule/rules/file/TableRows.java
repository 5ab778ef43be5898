package io.stockrule.rules.file;

import io.stockrule.rules.file.TableSheet.Row;
import io.stockrule.rules.run.AllOthers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Goes through the rows of decision tables from top to bottom and makes of each cell what an analyst means by it, or
/// tells which cell may mean something else.
///
/// A table begins with a cell `RuleTable NAME`. Below it stand what its columns are, the fact, the patterns of
/// conditions and actions, headings for readers, and then a rule a row.
final class TableRows {
    private static final String PARAMETER = "$param";
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]*)");
    private static final Pattern DECORATED = Pattern.compile("[-+]?[0-9][0-9.,'\u00A0\u202F ]*%?");
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LARGEST_SHORT = BigInteger.valueOf(Integer.MAX_VALUE);

    private final List<Row> before;
    private final List<Row> rows = new ArrayList<>();
    private final List<AllOthers> allOthers = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private int next;

    private TableRows(List<Row> before) {
        this.before = before;
    }

    /// @param allOthers rows that are for all listings which no row above them is for
    /// @param problems each with its cell or row; empty when the rows can be used
    record Read(List<Row> rows, List<AllOthers> allOthers, List<String> problems) {}

    static Read of(List<Row> rows) {
        var table = new TableRows(rows);
        while (table.next < rows.size()) {
            var row = table.take();
            if (begins(row)) {
                table.readTable();
            }
        }
        return new Read(table.rows, table.allOthers, table.problems);
    }

    private Row take() {
        var row = before.get(next++);
        rows.add(row);
        return row;
    }

    private static boolean begins(Row row) {
        return row.cells().stream()
                .anyMatch(cell -> cell.toLowerCase(Locale.ROOT).startsWith("ruletable"));
    }

    private void readTable() {
        if (before.size() < next + 4) {
            return; // whoever compiles it tells what is missing
        }
        var columns = take();
        rows.add(facts(before.get(next++), columns));
        var patterns = take();
        take();
        int first = next;
        while (!isAtEnd()) {
            var row = before.get(next++);
            rows.add(rule(row, columns, patterns));
            if (hasNoCondition(row, columns)) {
                takeAllOthers(row, columns, before.get(first));
            }
        }
    }

    private boolean isAtEnd() {
        return next >= before.size() || begins(before.get(next));
    }

    private static boolean hasNoCondition(Row row, Row columns) {
        var conditions = columns.columnsOf("CONDITION");
        return !conditions.isEmpty()
                && conditions.stream().allMatch(column -> row.cell(column).isEmpty());
    }

    /// Rows act from top to bottom, so the last one can be for the listings that none before it was for.
    private void takeAllOthers(Row row, Row columns, Row first) {
        if (isAtEnd() && columns.columnsOf("PRIORITY").isEmpty()) {
            allOthers.add(new AllOthers(first.number(), row.number()));
        } else {
            problems.add("cell " + row.address(columns.columnsOf("CONDITION").getFirst())
                    + ": the row has no condition. Only the last row of a table without a PRIORITY column may have none,"
                    + " and is for all others then; move it there, or say which listings it is for");
        }
    }

    /// One fact over several conditions: a spreadsheet merges their cells, and names it in the first alone when it
    /// writes CSV. Drools learns of merged cells from three dots.
    private static Row facts(Row row, Row columns) {
        var conditions = columns.columnsOf("CONDITION");
        var named = conditions.stream()
                .map(row::cell)
                .filter(cell -> !cell.isEmpty())
                .distinct()
                .toList();
        if (conditions.size() < 2 || named.size() != 1) {
            return row;
        }
        var merged = row;
        for (int column : conditions) {
            merged = merged.with(column, named.getFirst().replaceFirst("\\.{3}$", "") + "...");
        }
        return merged;
    }

    private Row rule(Row row, Row columns, Row patterns) {
        var rule = named(row, columns);
        for (int column = 0; column < row.cells().size(); column++) {
            rule = rule.with(column, meant(rule, column, patterns.cell(column)));
        }
        return rule;
    }

    private Row named(Row row, Row columns) {
        var rule = row;
        for (int column : columns.columnsOf("NAME")) {
            var name = row.cell(column).isEmpty()
                    ? "row " + row.number()
                    : row.cell(column).replaceAll("\\s+", " ").replace('"', '\'');
            var other = names.putIfAbsent(name, row.address(column));
            if (other != null) {
                problems.add("cell " + row.address(column) + " gives the same name as cell " + other + ": " + name);
            }
            rule = rule.with(column, name);
        }
        return rule;
    }

    private String meant(Row row, int column, String pattern) {
        var cell = row.cell(column);
        if (cell.isEmpty() || !pattern.contains(PARAMETER)) {
            return cell;
        }
        if (QUOTED.matcher(pattern).replaceAll("").contains(PARAMETER)) {
            return number(row, column);
        }
        if (cell.contains("\"") || cell.contains("\\")) {
            problems.add(
                    "cell " + row.address(column) + ": a text in a table cannot have a double quote or a backslash;"
                            + " leave it out and compare with contains, or write this rule as text");
        }
        return cell;
    }

    /// What looks like no number at all is left to those who check rules.
    private String number(Row row, int column) {
        var cell = row.cell(column);
        if (WHOLE.matcher(cell).matches()) {
            var number = new BigInteger(cell);
            if (number.abs().compareTo(LARGEST) > 0) {
                problems.add("cell " + row.address(column) + ": " + cell + " is more than can be counted");
            }
            return number.abs().compareTo(LARGEST_SHORT) > 0 ? cell + "L" : cell;
        }
        if (DECORATED.matcher(cell).matches() && !cell.matches("0[0-9]+")) {
            problems.add("cell " + row.address(column) + ": " + cell
                    + " may be read in two ways; write a whole number with nothing but digits, such as "
                    + plain(cell));
        }
        return cell;
    }

    /// What it probably is: the last two digits behind a point or a comma are decimals.
    private static String plain(String cell) {
        return cell.replaceFirst("[.,][0-9]{1,2}%?$", "").replaceAll("[^0-9-]", "");
    }
}
