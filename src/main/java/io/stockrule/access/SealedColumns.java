package io.stockrule.access;

import io.stockrule.access.SealedSecrets.Sealed;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Columns of a table that hold encrypted secrets, a row each holder.
///
/// @param holder what the rows are, as the purpose of their secrets says: `amazon-account`
/// @param table with `merchant_id`, too
/// @param id the column that tells holders of a merchant apart
/// @param columns whose purpose is their name with hyphens: `refresh-token`
public record SealedColumns(String holder, String table, String id, List<String> columns) {
    private static final String SOME = """
            select merchant_id || '/' || <id> id, kind, secret
            from (
                select merchant_id, <id>, kind, secret,
                    row_number() over (partition by substring(secret from 1 for :keyBytes), kind
                        order by merchant_id, <id>) number
                from <table>
                cross join lateral (values <columns>) kept (kind, secret)
                where secret is not null
            ) numbered
            where number \\<= 3
            """;

    /// See [SealedSecrets#someOfEachKey].
    public List<Sealed> someOfEachKey(Jdbi database) {
        return database.withHandle(handle -> handle.createQuery(SOME)
                .define("id", id)
                .define("table", table)
                .defineList(
                        "columns", columns.stream().map(SealedColumns::value).toList())
                .bind("keyBytes", SealedSecrets.KEY_BYTES)
                .map((row, _) -> new Sealed(
                        row.getBytes("secret"),
                        holder + " " + row.getString("id"),
                        "%s/%s/%s".formatted(holder, row.getString("id"), row.getString("kind"))))
                .list());
    }

    private static String value(String column) {
        return "('%s', %s)".formatted(column.replace('_', '-'), column);
    }
}
