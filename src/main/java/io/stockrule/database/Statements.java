package io.stockrule.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// Several statements in one text, divided by semicolons, and what they answer one after the other.
///
/// They travel together, so that a transaction waits for the database once and not once for each, which counts when
/// processors are busy. Else it is as if each had been sent alone: it sees what was committed before it began, also
/// while the one before it waited for a lock, and after a failure none is carried out.
public final class Statements {
    private final Statement statement;
    private final StatementContext context;

    private Statements(Statement statement, StatementContext context) {
        this.statement = statement;
        this.context = context;
    }

    /// Reads what each statement answered, in their order.
    public interface Reader<R> {
        R read(Statements answers) throws SQLException;
    }

    /// Sends the statements of the query.
    public static <R> R send(Query query, Reader<R> reader) {
        return query.execute((statement, context) -> {
            try (context) {
                return reader.read(new Statements(statement.get(), context));
            }
        });
    }

    /// The rows of the next statement.
    public <T> List<T> next(RowMapper<T> row) throws SQLException {
        var rows = new ArrayList<T>();
        try (ResultSet result = statement.getResultSet()) {
            while (result.next()) {
                rows.add(row.map(result, context));
            }
        }
        skip();
        return rows;
    }

    /// How many rows the next statement has written.
    public int rows() throws SQLException {
        int rows = statement.getUpdateCount();
        skip();
        return rows;
    }

    /// Leaves out what the next statement answered.
    public void skip() throws SQLException {
        statement.getMoreResults();
    }
}
