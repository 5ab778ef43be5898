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
///
/// How rows of a shop are read by their keys, many at once, beside other tables of that shop:
///
///     select v.*, s.time_zone
///     from unnest(:merchants, :shops, :variants) k(merchant_id, shop_id, variant_id)
///     join shop s using (merchant_id, shop_id)
///     cross join lateral (
///         select * from variant v
///         where (v.merchant_id, v.shop_id, v.variant_id) = (k.merchant_id, k.shop_id, k.variant_id)
///         offset 0) v
///
/// `offset 0` keeps PostgreSQL from planning both as one. It takes merchant and shop for independent of each other and
/// so, where there are many merchants, expects one row for a shop: reading the whole shop for each key, by the merchant
/// and the shop that another table has, then looks as good to it as reading the row. Nor does it know yet what
/// came into a table while a shop is first read, and reads a shop from its beginning that it believes to be small
/// (`OneLargeMerchantPlansTest`).
@NullMarked
package io.stockrule.database;

import org.jspecify.annotations.NullMarked;
