package io.stockrule.listing.catalogue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.PlainText;
import io.stockrule.database.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Writes down the rows of one reading, some thousand at a time and one statement each. They count once it has
/// [come to its end][#end]; if another reading began meanwhile, nothing more is written.
public final class CatalogueWriting {
    static final int AT_ONCE = 2_000;

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_WORD = 40;

    private static final String BEGIN = """
            update catalogue set beginning = :reading, rows_so_far = 0, odd_so_far = 0
            where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and marketplace = :marketplace
                and asked_at > :before and (beginning is null or beginning < :reading)
            """;

    /// Holds the catalogue, so that nothing is left behind of an account that goes, and nothing is added to a reading
    /// that was overtaken.
    private static final String HELD = """
            held as (
                update catalogue set rows_so_far = rows_so_far + :rows, odd_so_far = odd_so_far + :odd
                where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and marketplace = :marketplace
                    and beginning = :reading
                returning merchant_id, amazon_account_id, marketplace, beginning)
            """;

    /// Of a SKU that is there already the first row stays, unless this one says that it is not the seller's to fulfil.
    private static final String ROWS = "with " + HELD + """
            , given as (
                select * from unnest(:lines, :skus, :titles, :asins, :channels, :quantities, :statuses, :bases)
                    g(line, seller_sku, title, asin, channel, quantity, status, pack_base)),
            stored as (
                insert into catalogue_row (merchant_id, amazon_account_id, marketplace, reading, line, seller_sku,
                    title, asin, channel, quantity, status, pack_base)
                select held.*, given.* from given cross join held
                order by seller_sku
                on conflict (merchant_id, amazon_account_id, marketplace, reading, seller_sku) do update
                set channel = case when catalogue_row.channel = 'DEFAULT' then excluded.channel
                    else catalogue_row.channel end
                returning seller_sku, line)
            select given.line, given.seller_sku, stored.line first
            from stored join given using (seller_sku)
            where given.line <> stored.line
            order by given.line
            """;

    private static final String ODD_ROWS = "with " + HELD + """
            insert into catalogue_odd_row (merchant_id, amazon_account_id, marketplace, reading, line, problem)
            select held.*, given.* from unnest(:lines, :problems) given cross join held
            on conflict do nothing
            """;

    private static final String END = """
            update catalogue set reading = beginning, beginning = null, wanted_at = null, read_at = :now,
                data_at = :dataAt, listed = rows_so_far, odd = odd_so_far
            where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and marketplace = :marketplace
                and beginning = :reading
            """;

    private static final String GIVE_UP = """
            update catalogue set beginning = null
            where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and marketplace = :marketplace
                and beginning = :reading
            """;

    private final Jdbi database;
    private final KeptCatalogueConfig config;
    private final CatalogueKey key;
    private final long reading;
    private final Map<String, CatalogueRow> batch = new LinkedHashMap<>();
    private final List<Catalogues.OddRow> odd = new ArrayList<>();
    private long rows;
    private long oddKept;

    /// Since the last that were written.
    private long oddNotKept;

    /// Those that were counted as rows, and turned out to repeat one of an earlier batch.
    private long miscounted;

    private CatalogueWriting(Jdbi database, KeptCatalogueConfig config, CatalogueKey key, long reading) {
        this.database = database;
        this.config = config;
        this.key = key;
        this.reading = reading;
    }

    static Optional<CatalogueWriting> begin(
            Jdbi database, KeptCatalogueConfig config, CatalogueKey key, long reading, Instant now) {
        int begun = QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> handle.createUpdate(BEGIN)
                        .bindMethods(key)
                        .bind("reading", reading)
                        .bind("before", now.minus(config.keptFor()))
                        .execute()));
        return begun == 0 ? Optional.empty() : Optional.of(new CatalogueWriting(database, config, key, reading));
    }

    /// The next row.
    public void row(CatalogueRow row) {
        rows++;
        if (rows > config.mostRows()) {
            return;
        }
        var first = batch.putIfAbsent(row.sellerSku(), row);
        if (first != null) {
            if (first.isSellers()) {
                batch.put(row.sellerSku(), first.through(row.channel()));
            }
            odd(row.line(), doubled(row.sellerSku(), first.line()));
        }
        if (batch.size() == AT_ONCE) {
            writeRows();
        }
    }

    /// A row that could not be read.
    public void odd(long line, String problem) {
        if (oddKept < config.mostOddRows()) {
            oddKept++;
            odd.add(new Catalogues.OddRow(line, PlainText.of(problem)));
        } else {
            oddNotKept++;
        }
        if (odd.size() == AT_ONCE) {
            writeOdd();
        }
    }

    private static String doubled(String sku, long line) {
        return "the SKU \"%s\" stands in line %d already".formatted(sku, line);
    }

    /// Why what it has written can never be used; empty if it can.
    public Optional<String> problem() {
        return rows > config.mostRows()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the report has more than %,d rows, which is as many as are kept",
                        config.mostRows()))
                : Optional.empty();
    }

    /// All rows have come.
    public void complete() {
        writeRows();
        writeOdd();
    }

    /// From the end of the caller's transaction on its rows are those that count.
    ///
    /// @return false if another reading began meanwhile
    public boolean end(Handle handle, Instant dataAt, Instant now) {
        return handle.createUpdate(END)
                        .bindMethods(key)
                        .bind("reading", reading)
                        .bind("dataAt", dataAt)
                        .bind("now", now)
                        .execute()
                > 0;
    }

    /// The reading came to nothing; the last one stays in force.
    public void giveUp() {
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> handle.createUpdate(GIVE_UP)
                        .bindMethods(key)
                        .bind("reading", reading)
                        .execute()));
    }

    private void writeRows() {
        if (batch.isEmpty()) {
            return;
        }
        var columns = Columns.of(batch.values())
                .longs("lines", CatalogueRow::line)
                .texts("skus", CatalogueRow::sellerSku)
                .texts("titles", row -> cut(row.title(), LONGEST_TITLE))
                .texts("asins", row -> cut(row.asin(), LONGEST_WORD))
                .texts("channels", row -> cut(row.channel(), LONGEST_WORD))
                .ints(
                        "quantities",
                        row -> row.quantity().isPresent() ? row.quantity().getAsInt() : null)
                .texts("statuses", row -> cut(row.status(), LONGEST_WORD))
                .texts(
                        "bases",
                        row -> PackGuess.of(row.sellerSku())
                                .map(PackGuess::base)
                                .orElse(null));
        var doubled = QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> columns.bindTo(handle.createQuery(ROWS))
                        .bindMethods(key)
                        .bind("reading", reading)
                        .bind("rows", batch.size())
                        .bind("odd", 0)
                        .map((row, _) -> new Catalogues.OddRow(
                                row.getLong("line"), doubled(row.getString("seller_sku"), row.getLong("first"))))
                        .list()));
        batch.clear();
        miscounted += doubled.size();
        doubled.forEach(row -> odd(row.line(), row.problem()));
    }

    private void writeOdd() {
        long counted = odd.size() + oddNotKept;
        if (counted == 0) {
            return;
        }
        var columns =
                Columns.of(odd).longs("lines", Catalogues.OddRow::line).texts("problems", Catalogues.OddRow::problem);
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> columns.bindTo(handle.createUpdate(ODD_ROWS))
                        .bindMethods(key)
                        .bind("reading", reading)
                        .bind("rows", -miscounted)
                        .bind("odd", counted)
                        .execute()));
        odd.clear();
        oddNotKept = 0;
        miscounted = 0;
    }

    private static String cut(String text, int most) {
        var plain = PlainText.of(text).strip();
        return plain.codePointCount(0, plain.length()) <= most
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, most));
    }
}
