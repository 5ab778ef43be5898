package io.stockrule.language.check;

import io.stockrule.language.Checked;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Repair;
import java.util.function.Function;

/// A text after everything in it is corrected that can only be meant in one way.
///
/// @param checked what is left to say about it
/// @param count how many mistakes are gone
public record CertainRepairs(String text, Checked checked, int count) {
    /// One statement that reads can show what is wrong with another.
    private static final int MOST_ROUNDS = 8;

    public static CertainRepairs of(String text, Function<String, Checked> check) {
        var repaired = new CertainRepairs(text, check.apply(text), 0);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var next = repaired.once(check);
            if (next.count == repaired.count) {
                break;
            }
            repaired = next;
        }
        return repaired;
    }

    private CertainRepairs once(Function<String, Checked> check) {
        var repairs = checked.diagnostics().stream()
                .filter(Diagnostic::isError)
                .flatMap(each -> each.repair().stream())
                .filter(Repair::certain)
                .toList();
        var better = Repair.applied(text, repairs);
        return better.equals(text) ? this : new CertainRepairs(better, check.apply(better), count + repairs.size());
    }
}
