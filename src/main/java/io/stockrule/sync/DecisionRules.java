package io.stockrule.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.rules.RulesInUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// By which rule files decisions were made: those of the steps, and the included ones that the profile names. Decisions
/// by the same files share an id.
@ApplicationScoped
class DecisionRules {
    private static final int KEPT = 10_000;

    private final Jdbi database;
    private final ObjectMapper json;
    private final Cache<RulesInUse, Long> ids =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    DecisionRules(Jdbi database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /// The id of these files.
    ///
    /// @param files no others than a decision depends on
    long id(RulesInUse files) {
        var known = ids.getIfPresent(files);
        if (known != null) {
            return known;
        }
        long id = QuarkusTransaction.requiringNew().call(() -> database.withHandle(handle -> store(handle, files)));
        ids.put(files, id);
        return id;
    }

    private long store(Handle handle, RulesInUse files) {
        handle.createUpdate("""
                        insert into decision_rules (rules_id, fingerprint, steps, included)
                        values (nextval('stockrule_id'), :fingerprint, :steps, :included::jsonb)
                        on conflict (fingerprint) do nothing
                        """)
                .bind("fingerprint", files.fingerprint())
                .bind("steps", files.steps())
                .bind("included", write(files.included()))
                .execute();
        return handle.select("select rules_id from decision_rules where fingerprint = ?", files.fingerprint())
                .mapTo(Long.class)
                .one();
    }

    /// The ids of decisions that other rules than these would make otherwise, or may: those of changed files, and of
    /// rules that nobody noted. Found by a leap from one id to the next, so it costs little whatever the number of
    /// decisions.
    List<Long> notOf(RulesInUse now) {
        return database.withHandle(handle ->
                handle.createQuery("""
                        with recursive found(rules_id) as (
                            (select rules_id from decision where rules_id is not null order by rules_id limit 1)
                            union all
                            select (select d.rules_id from decision d where d.rules_id > found.rules_id
                                order by d.rules_id limit 1)
                            from found where found.rules_id is not null)
                        select found.rules_id, steps, included from found left join decision_rules using (rules_id)
                        where found.rules_id is not null
                        """).map((row, _) -> new Found(row.getLong("rules_id"), files(row))).stream()
                        .filter(found -> found.files()
                                .filter(files -> files.isPartOf(now))
                                .isEmpty())
                        .map(Found::id)
                        .toList());
    }

    /// @param files empty when nobody noted them
    private record Found(long id, Optional<RulesInUse> files) {}

    private Optional<RulesInUse> files(ResultSet row) throws SQLException {
        var steps = row.getString("steps");
        return steps == null ? Optional.empty() : Optional.of(new RulesInUse(steps, read(row.getString("included"))));
    }

    private String write(Map<String, String> included) {
        try {
            return json.writeValueAsString(new TreeMap<>(included));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the names of rule files could not be written as JSON", e);
        }
    }

    private Map<String, String> read(String included) {
        try {
            return json.readValue(included, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored names of rule files could not be read", e);
        }
    }
}
