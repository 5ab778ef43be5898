package io.stockrule.database;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/// An array of times as PostgreSQL has it between programs. The driver would write each as a text, which PostgreSQL
/// reads again: of a statement with a dozen columns of times that is a good part.
///
/// The form is that of `array_send` and `timestamptz_send`: microseconds since 2000 (PostgreSQL's source, arrayfuncs.c
/// and timestamp.c).
final class TimeArray {
    private static final long BEGINNING = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final int LENGTH_OF_NULL = -1;
    private static final int HEAD_BYTES = 5 * Integer.BYTES;
    private static final long MICROS = 1_000_000;
    private static final int NANOS = 1_000;

    private TimeArray() {}

    static Array of(Connection connection, @Nullable Instant[] times) throws SQLException {
        var bytes = ByteBuffer.allocate(HEAD_BYTES + times.length * (Integer.BYTES + Long.BYTES))
                .putInt(times.length == 0 ? 0 : 1) // dimensions
                .putInt(1) // some may be null
                .putInt(Oid.TIMESTAMPTZ);
        if (times.length > 0) {
            bytes.putInt(times.length).putInt(1); // the first has the number 1
        }
        for (var time : times) {
            if (time == null) {
                bytes.putInt(LENGTH_OF_NULL);
            } else {
                bytes.putInt(Long.BYTES).putLong(micros(time));
            }
        }
        var array = new byte[bytes.position()];
        bytes.flip().get(array);
        return new PgArray(connection.unwrap(BaseConnection.class), Oid.TIMESTAMPTZ_ARRAY, array);
    }

    /// Rounded, as PostgreSQL does with a text.
    private static long micros(Instant time) {
        long micros = Math.multiplyExact(time.getEpochSecond() - BEGINNING, MICROS);
        return Math.addExact(micros, (time.getNano() + NANOS / 2) / NANOS);
    }
}
