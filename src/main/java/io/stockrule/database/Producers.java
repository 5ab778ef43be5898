package io.stockrule.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.postgres.PostgresPlugin;

/// What features inject: plain SQL and the time.
@ApplicationScoped
class Producers {
    /// A handle opened inside a JTA transaction takes part in it.
    @Produces
    @Singleton
    Jdbi jdbi(DataSource dataSource) {
        return Jdbi.create(dataSource)
                .installPlugin(new PostgresPlugin())
                .registerArgument(new PlainArguments())
                .registerArrayType(Boolean.class, "boolean")
                .registerArrayType(LocalDate.class, "date")
                .registerArrayType(Instant.class, "timestamptz")
                .configure(
                        StatementExceptions.class,
                        it -> it.setMessageRendering(StatementExceptions.MessageRendering.SHORT_STATEMENT));
    }

    @Produces
    @ApplicationScoped
    InstantSource time(DatabaseClock clock) {
        return clock;
    }
}
