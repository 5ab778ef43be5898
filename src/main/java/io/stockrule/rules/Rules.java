package io.stockrule.rules;

import io.stockrule.stock.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Decides listings with the rule files in force.
@ApplicationScoped
public class Rules {
    /// Decides every question with its trace; the answers come in the order of the questions.
    public List<Decision> decide(List<Question> questions) {
        throw new UnsupportedOperationException("not yet");
    }
}
