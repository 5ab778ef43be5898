package io.stockrule.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What a machine can change so that a mistake is gone.
///
/// @param edits in the order of the text, none of them touching another; all together or none
/// @param certain it only says in the language's words what was written, so it may be applied unseen. One that is not
///     certain is the likeliest of several things that could have been meant
public record Repair(List<Edit> edits, boolean certain) {
    public Repair {
        edits = edits.stream().sorted().toList();
    }

    public static Repair certain(Edit... edits) {
        return new Repair(List.of(edits), true);
    }

    public static Repair likely(Edit... edits) {
        return new Repair(List.of(edits), false);
    }

    /// The text with these repairs; one that touches what an earlier one changes is left out.
    ///
    /// @param text as the merchant wrote it, with whatever line ends
    public static String applied(String text, Collection<Repair> repairs) {
        var edits = new ArrayList<Edit>();
        for (var repair : repairs) {
            if (repair.edits.stream().noneMatch(each -> edits.stream().anyMatch(other -> touch(each, other)))) {
                edits.addAll(repair.edits);
            }
        }
        return edited(text, edits.stream().sorted().toList());
    }

    private static boolean touch(Edit one, Edit other) {
        return one.line() == other.line()
                && one.column() <= other.end()
                && other.column() <= one.end()
                && (one.column() == other.column() || one.column() < other.end() && other.column() < one.end());
    }

    private static String edited(String text, List<Edit> edits) {
        var result = new StringBuilder();
        int[] lines = lineStarts(text);
        int done = 0;
        for (var edit : edits) {
            int start = text.offsetByCodePoints(lines[edit.line() - 1], edit.column() - 1);
            result.append(text, done, start).append(edit.replacement());
            done = text.offsetByCodePoints(start, edit.length());
        }
        return result.append(text, done, text.length()).toString();
    }

    /// A mark of the byte order belongs to no line.
    private static int[] lineStarts(String text) {
        var starts = new ArrayList<Integer>();
        starts.add(text.startsWith("\uFEFF") ? 1 : 0);
        for (int i = 0; i < text.length(); i++) {
            boolean ends = text.charAt(i) == '\n'
                    || text.charAt(i) == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
            if (ends) {
                starts.add(i + 1);
            }
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }
}
