package io.stockrule.sync;

import io.stockrule.rules.RulesInUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import org.jdbi.v3.core.Jdbi;

/// The rule files that every decision was made by, or is marked to be made anew by. Outlives the service.
@ApplicationScoped
class RulesLastUsed {
    private static final String STEPS = "steps";
    private static final String INCLUDED = "included/";

    private final Jdbi jdbi;

    RulesLastUsed(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Those of no files before the first start.
    RulesInUse read() {
        var steps = new StringBuilder();
        var included = new HashMap<String, String>();
        jdbi.useHandle(handle -> handle.createQuery("select part, fingerprint from rules_in_use")
                .map(row ->
                        new String[] {row.getColumn("part", String.class), row.getColumn("fingerprint", String.class)})
                .forEach(row -> {
                    if (row[0].equals(STEPS)) {
                        steps.append(row[1]);
                    } else {
                        included.put(row[0].substring(INCLUDED.length()), row[1]);
                    }
                }));
        return new RulesInUse(steps.toString(), included);
    }

    void store(RulesInUse rules) {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from rules_in_use");
            var insert = handle.prepareBatch("insert into rules_in_use (part, fingerprint) values (?, ?)");
            insert.add(STEPS, rules.steps());
            rules.included().forEach((name, fingerprint) -> insert.add(INCLUDED + name, fingerprint));
            insert.execute();
        });
    }
}
