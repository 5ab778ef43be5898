package io.stockrule.delivery.wave;

import static java.util.stream.Collectors.toMap;

import io.stockrule.delivery.Wave;
import io.stockrule.delivery.Waves;
import io.stockrule.delivery.wave.WaveView.CauseView;
import io.stockrule.delivery.wave.WaveView.WarehouseChange;
import io.stockrule.delivery.wish.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Puts together what is known of waves.
@ApplicationScoped
class WaveViews {
    /// So many of a wave's numbers tell where stock has changed.
    private static final int SAMPLE = 500;

    private static final String WAREHOUSES = """
            with held as (
                select coalesce(d.because, d.reasons::jsonb) now, coalesce(s.because, s.reasons::jsonb) before
                from delivery d
                join sent_number s on (s.merchant_id, s.amazon_account_id, s.seller_sku, s.number)
                    = (d.merchant_id, d.amazon_account_id, d.seller_sku, d.sent_number)
                where d.merchant_id = :merchant and d.amazon_account_id = :account and d.held_by = :wave
                limit :sample),
            level as (
                select l.warehouse, l.available from held, lateral jsonb_to_recordset(now #> '{facts,variant,stock}')
                    l(warehouse text, available bigint)
                union all
                select l.warehouse, -l.available from held, lateral jsonb_to_recordset(before #> '{facts,variant,stock}')
                    l(warehouse text, available bigint))
            select warehouse, sum(available)::bigint units from level
            group by warehouse having sum(available) <> 0
            order by abs(sum(available)) desc, warehouse
            limit 10
            """;

    private final Jdbi database;
    private final Waves waves;

    WaveViews(Jdbi database, Waves waves) {
        this.database = database;
        this.waves = waves;
    }

    List<WaveView> all(long merchantId, List<Wave> found) {
        var held = waves.held(merchantId, found.stream().map(Wave::id).toList());
        var profiles = profiles(merchantId, found);
        return found.stream()
                .map(wave ->
                        WaveView.of(wave, held.getOrDefault(wave.id(), 0), causes(wave, profiles), Optional.empty()))
                .toList();
    }

    WaveView one(long merchantId, Wave wave) {
        var held = waves.held(merchantId, List.of(wave.id()));
        return WaveView.of(
                wave,
                held.getOrDefault(wave.id(), 0),
                causes(wave, profiles(merchantId, List.of(wave))),
                Optional.of(warehouses(wave)).filter(it -> !it.isEmpty()));
    }

    private List<WarehouseChange> warehouses(Wave wave) {
        return database.withHandle(handle -> handle.createQuery(WAREHOUSES)
                .bind("merchant", wave.account().merchantId())
                .bind("account", wave.account().amazonAccountId())
                .bind("wave", wave.id())
                .bind("sample", SAMPLE)
                .map((row, _) -> new WarehouseChange(row.getString(1), row.getLong(2)))
                .list());
    }

    private Map<Long, String> profiles(long merchantId, List<Wave> found) {
        var ids = found.stream()
                .flatMap(wave -> wave.causes().stream())
                .flatMap(cause -> Cause.of(cause).profile().stream())
                .distinct()
                .toList();
        return database.withHandle(handle -> handle.createQuery(
                        "select profile_id, name from profile where merchant_id = :merchant and profile_id = any(:ids)")
                .bind("merchant", merchantId)
                .bindArray("ids", Long.class, ids)
                .collectRows(toMap(
                        row -> row.getColumn("profile_id", Long.class), row -> row.getColumn("name", String.class))));
    }

    private static List<CauseView> causes(Wave wave, Map<Long, String> profiles) {
        return wave.causes().stream()
                .map(text -> view(Cause.of(text), profiles))
                .toList();
    }

    private static CauseView view(Cause cause, Map<Long, String> profiles) {
        var text = switch (cause.kind()) {
            case STOCK -> "stock has changed, or a date has come that the profile names";
            case LINK -> "listings were linked";
            case RULES -> "the rule files have changed";
            case OVERRIDE -> "overrides of listings were set or taken back, or have ended";
            case PROFILE ->
                "version %d of the profile \"%s\""
                        .formatted(
                                cause.version().orElse(0),
                                profiles.getOrDefault(cause.profile().orElse(0L), "that is deleted"));
        };
        return new CauseView(cause.kind().name(), text, cause.profile(), cause.version());
    }
}
