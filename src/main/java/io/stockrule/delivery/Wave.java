package io.stockrule.delivery;

import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.listing.AccountKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/// Many numbers of an account that fall, or rise, together, and are held until a person has looked at them.
///
/// @param begun numbers that moved after it are part of the wave
/// @param heldAt when it was noticed
/// @param causes what its numbers are consequences of, as [Cause#text], the most frequent first
/// @param numbers how many had moved when it was noticed
/// @param zeroed how many of these to 0
/// @param units by how many units, together
/// @param targets how many targets the account had
/// @param listedUnits how many units these listed
public record Wave(
        long id,
        AccountKey account,
        Direction direction,
        State state,
        Instant begun,
        Instant heldAt,
        List<String> causes,
        int numbers,
        int zeroed,
        long units,
        int targets,
        long listedUnits,
        Optional<Instant> endedAt) {
    /// By so many units a number may fall, or rise, for reasons of its own while a wave of stock is held: something was
    /// sold.
    private static final int SALE = 5;

    public enum Direction {
        FALLS,
        RISES
    }

    /// What has become of it.
    public enum State {
        /// Its numbers wait for a person.
        HELD,
        /// They are sent.
        APPROVED,
        /// They are not sent, nor is what follows with the same causes soon.
        REJECTED,
        /// Other numbers have been decided of all that it held.
        OVER
    }

    /// Whether a number that waits is part of the wave, which grows by what has the same cause, but not by single
    /// sales.
    boolean covers(Delivery delivery) {
        return delivery.moved()
                .filter(moved -> direction == Direction.FALLS ? moved.units() < 0 : moved.units() > 0)
                .filter(moved -> moved.at().isAfter(begun)
                        && causes.contains(moved.cause().text()))
                .filter(moved -> !moved.at().isAfter(heldAt)
                        || !moved.cause().equals(Cause.STOCK)
                        || Math.abs(moved.units()) > SALE)
                .isPresent();
    }

    /// The same, as a condition on a row `d` of the table `delivery`, for a query that [#bindTo] binds.
    String covering() {
        return """
                d.moved_at > :begun and d.moved_units <compared> 0 and d.moved_cause = any(:causes)
                    and (d.moved_at <= :heldAt or d.moved_cause <> :stock or abs(d.moved_units) > :sale)
                """.replace("<compared>", direction == Direction.FALLS ? "<" : ">");
    }

    <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement
                .bind("begun", begun)
                .bind("heldAt", heldAt)
                .bindArray("causes", String.class, causes)
                .bind("stock", Cause.STOCK.text())
                .bind("sale", SALE);
    }

    static Wave read(ResultSet row) throws SQLException {
        return new Wave(
                row.getLong("wave_id"),
                new AccountKey(row.getLong("merchant_id"), row.getLong("amazon_account_id")),
                Direction.valueOf(row.getString("direction")),
                State.valueOf(row.getString("state")),
                instant(row.getObject("begun_at", OffsetDateTime.class)),
                instant(row.getObject("held_at", OffsetDateTime.class)),
                List.of((String[]) row.getArray("causes").getArray()),
                row.getInt("numbers"),
                row.getInt("zeroed"),
                row.getLong("units"),
                row.getInt("targets"),
                row.getLong("listed_units"),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(Wave::instant));
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }
}
