package io.stockrule.profile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The two changes of a profile that others may make at the same moment, each in one statement. Callers bring a
/// transaction.
@ApplicationScoped
class ProfileRows {
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final Jdbi database;
    private final InstantSource time;

    ProfileRows(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// Writes a profile and its first version.
    ///
    /// @return empty when there is a profile of this name already
    Optional<SavedVersion> insert(Draft draft) {
        var now = time.instant();
        int inserted = database.withHandle(handle -> handle.createUpdate("""
                        with created as (
                            insert into profile (merchant_id, profile_id, name, version, created_at)
                            values (:merchant, nextval('stockrule_id'), :name, 1, :now)
                            on conflict (merchant_id, name) do nothing
                            returning merchant_id, profile_id)
                        insert into profile_version (merchant_id, profile_id, version, text, saved_at, saved_by)
                        select merchant_id, profile_id, 1, :text, :now, :author from created
                        """)
                .bind("merchant", draft.merchantId())
                .bind("name", draft.name())
                .bind("text", draft.text())
                .bind("author", draft.author())
                .bind("now", now)
                .execute());
        return inserted == 0 ? Optional.empty() : Optional.of(new SavedVersion(1, draft.text(), now, draft.author()));
    }

    /// Takes a profile away. Its versions stay: they explain decisions of the past.
    ///
    /// @return false when something uses it; then nothing of the transaction will be stored
    boolean delete(ProfileKey profile) {
        try {
            database.useHandle(handle -> handle.execute(
                    "delete from profile where merchant_id = ? and profile_id = ?",
                    profile.merchantId(),
                    profile.profileId()));
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException cause && FOREIGN_KEY_VIOLATION.equals(cause.getSQLState())) {
                QuarkusTransaction.setRollbackOnly();
                return false;
            }
            throw e;
        }
    }
}
