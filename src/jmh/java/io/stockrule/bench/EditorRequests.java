package io.stockrule.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Position;

/// How long somebody who writes a profile of 500 lines waits for what the editor shows, from the question that goes to
/// `bin/stockrule lsp` to its answer, both over the protocol.
final class EditorRequests implements Section {
    private static final int LINES = 500;
    private static final int WARM_UP = 100;
    private static final int TIMES = 200;
    private static final double BAR_MILLIS = 50;
    private static final String URI = "file:///long.stockrule";
    private static final String SHORT = "file:///short.stockrule";

    /// One thing that an editor does.
    private interface Turn {
        /// @param time how often it was done before
        void take(int time) throws Exception;
    }

    @Override
    public String name() {
        return "editor";
    }

    @Override
    public List<Row> measure(Place place) throws Exception {
        var lines = longProfile(false);
        long start = System.nanoTime();
        try (var editor = new ServedEditor(place)) {
            double started = millis(start);
            long opened = System.nanoTime();
            editor.open(URI, String.join("\n", lines));
            double first = millis(opened);
            editor.open(SHORT, shortProfile(0));
            var rows = new ArrayList<Row>();
            rows.addAll(rows("a change until its diagnostics", time -> edit(editor, lines, time)));
            rows.addAll(rows(
                    "what may follow",
                    time -> editor.complete(URI, places(lines).get(time % 4))));
            rows.addAll(rows(
                    "what a word means, and the curve",
                    time -> editor.hover(URI, words(lines).get(time % 3))));
            rows.addAll(rows("formatting", time -> editor.format(URI)));
            rows.addAll(rows("outline and folds", time -> editor.outline(URI)));
            rows.addAll(rows(
                    "a change of 12 lines whose example fails", time -> editor.replace(SHORT, shortProfile(time))));
            var heavy = longProfile(true);
            editor.open(URI, String.join("\n", heavy));
            rows.add(longest("a change, levels of single warehouses are tested, ", time -> edit(editor, heavy, time)));
            rows.add(Row.info("editor: from the start until it answers", started, "ms"));
            rows.add(Row.info("editor: diagnostics of the first text", first, "ms"));
            return rows;
        }
    }

    private static List<Row> rows(String what, Turn turn) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            turn.take(i);
        }
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            turn.take(WARM_UP + i);
            millis[i] = millis(start);
        }
        Arrays.sort(millis);
        var named =
                "editor, %d lines: %s, ".formatted(LINES, what).replace("500 lines: a change of 12", "a change of 12");
        return List.of(
                Row.info(named + "p50", millis[TIMES / 2], "ms"),
                Row.below(BAR_MILLIS, named + "p95", millis[TIMES * 95 / 100], "ms"));
    }

    /// Of a kind of text that takes longer than anybody should wait; what is typed meanwhile is not held up.
    private static Row longest(String what, Turn turn) throws Exception {
        double[] millis = new double[30];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            turn.take(i);
            millis[i] = millis(start);
        }
        Arrays.sort(millis);
        return Row.info("editor, %d lines: %sp95".formatted(LINES, what), millis[millis.length * 95 / 100], "ms");
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    /// Another number in the middle of the text, as somebody types it.
    private static void edit(ServedEditor editor, List<String> lines, int time) throws Exception {
        int number = numberLine(lines);
        editor.replaceLine(URI, number, lines.get(number).replaceAll("below \\d+", "below " + (10 + time % 90)));
    }

    private static int numberLine(List<String> lines) {
        return IntStream.range(lines.size() / 2, lines.size())
                .filter(each -> lines.get(each).contains("available is below"))
                .findFirst()
                .orElseThrow();
    }

    /// At the start of a line, behind a keyword, in a condition, in a name.
    private static List<Position> places(List<String> lines) {
        int number = numberLine(lines);
        var line = lines.get(number);
        return List.of(
                new Position(lines.size() - 1, 0),
                new Position(number, "when ".length()),
                new Position(number, line.indexOf("is below") + 3),
                new Position(2, lines.get(2).indexOf('"') + 1));
    }

    /// The name, a keyword, a number.
    private static List<Position> words(List<String> lines) {
        int number = numberLine(lines);
        return List.of(
                new Position(0, 10),
                new Position(number, 2),
                new Position(number, lines.get(number).indexOf("below ") + 7));
    }

    /// Nearly as many statements as a profile may have; exceptions go over two lines with a comment above.
    ///
    /// @param ofWarehouses whether levels of one warehouse are tested, which takes much more to check
    private static List<String> longProfile(boolean ofWarehouses) {
        var head = List.of(
                "profile \"Long\"",
                "# what counts",
                "use warehouses \"Berlin\", \"Hamburg\", \"Wien\"",
                "keep 2 in reserve",
                ofWarehouses ? "keep  10% in reserve at \"Berlin\"" : "keep  1 in reserve at \"Berlin\"",
                "quantity not more than 20",
                "promise listed is at most available");
        var exceptions = IntStream.range(0, 160).boxed().flatMap(each -> exception(each, ofWarehouses));
        var lines = Stream.concat(head.stream(), exceptions).collect(Collectors.toCollection(ArrayList::new));
        for (int i = 0; lines.size() < LINES - 1; i++) {
            lines.add("expect available %d with vendor is \"Maker 1\" on 2026-11-%02d lists 0".formatted(i % 3, i + 1));
        }
        lines.add("");
        return lines;
    }

    private static Stream<String> exception(int number, boolean ofWarehouses) {
        var test = switch (number % 4) {
            case 0 -> "vendor is \"Maker %d\"".formatted(number);
            case 1 -> "tag is \"fragile %d\"".formatted(number);
            case 2 -> "date is between 2027-01-01 and 2027-02-%02d".formatted(1 + number % 28);
            default -> (ofWarehouses ? "available at \"Hamburg\" is above %d" : "listed is above %d").formatted(number);
        };
        return Stream.of(
                "# for the season, number " + number,
                "when available is below %d and %s".formatted(10 + number % 90, test),
                "  then " + (number % 3 == 0 ? "stop" : "list at most " + number % 7));
    }

    /// One whose mistake is looked into for a remedy.
    private static String shortProfile(int time) {
        return """
                profile "Short"
                use warehouses "Berlin", "Hamburg"
                keep 2 in reserve
                quantity not more than %d
                when available is below 3 then list 0
                when tag is "fragile" and date is between 2026-12-20 and 2026-12-26 then hold
                when vendor is "A" then list at most 4
                promise listed is at most available
                expect available 20 lists %d
                expect "Berlin" 4, "Hamburg" 1 lists 3
                expect available 2 lists 0
                expect available 20 with vendor is "A" lists 3
                """.formatted(5 + time % 20, 40 + time);
    }
}
