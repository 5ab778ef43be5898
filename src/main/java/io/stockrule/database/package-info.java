/// Where the service keeps its data: an embedded PostgreSQL by default, one reached by a JDBC URL otherwise, and
/// the clock that follows it. Knows no feature.
///
/// Every transaction is bounded: by default no lock is waited for, no statement runs and no transaction idles for
/// as long as a webhook has ([LongStatements] says where more is needed).
///
/// How every feature locks rows by their keys, many at once:
///
///     select l.*
///     from (select * from unnest(:keys) order by 1) k(key)
///     cross join lateral (select * from stock_level s where s.key = k.key for update) l
///
/// The sub-select is what matters. `from stock_level join unnest(…) … for update` leaves rows out: one that it had to
/// wait for is looked up again together with the first key, whichever was its own, and does not match
/// (`RowLockTest` shows it). `update … from unnest(…)` does the same, so its rows are locked first.
@NullMarked
package io.stockrule.database;

import org.jspecify.annotations.NullMarked;
