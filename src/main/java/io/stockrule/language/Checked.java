package io.stockrule.language;

import java.util.List;

/// What the [Checker] made of a profile text.
public sealed interface Checked {
    /// All that there is to say about the text, sorted by position.
    List<Diagnostic> diagnostics();

    /// The text is a profile; what there is to say are warnings.
    record Accepted(Profile profile, List<Diagnostic> diagnostics) implements Checked {
        public Accepted {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// The text is refused; at least one diagnostic is an error.
    record Rejected(List<Diagnostic> diagnostics) implements Checked {
        public Rejected {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
