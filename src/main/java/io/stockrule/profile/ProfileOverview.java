package io.stockrule.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stockrule.access.Page;
import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.Provision;
import io.stockrule.language.writing.ProfileWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;

/// Lists profiles with what their texts say and who follows them: two statements and one look at the merchant's names,
/// whatever the number of profiles. What a check has found is kept for as long as it would find the same.
@ApplicationScoped
class ProfileOverview {
    private static final String IN_FORCE = """
            select p.profile_id, p.name, p.version, p.created_at, v.text, v.saved_at
            from profile p join profile_version v using (merchant_id, profile_id, version)
            where p.merchant_id = :merchant and p.name > :after
            order by p.name limit :limit
            """;
    private static final int KEPT = 10_000;

    private final Jdbi database;
    private final MerchantChecks checks;
    private final ProfileUses uses;
    private final Cache<ProfileKey, Found> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    ProfileOverview(Jdbi database, MerchantChecks checks, ProfileUses uses) {
        this.database = database;
        this.checks = checks;
        this.uses = uses;
    }

    private record Row(long id, String name, int version, Instant createdAt, String text, Instant savedAt) {}

    /// @param names with which it was found
    private record Found(int version, KnownNames names, Optional<String> quantity, OptionalInt warnings) {}

    Page<ProfileSummary> page(long merchantId, String after, int limit) {
        var page = Page.of(rows(merchantId, after, limit + 1), limit, Row::name);
        var lists = uses.of(merchantId, page.items().stream().map(Row::id).toList());
        var names = checks.names(merchantId);
        return page.map(row -> summary(merchantId, row, names, lists));
    }

    private List<Row> rows(long merchantId, String after, int limit) {
        return database.withHandle(handle -> handle.createQuery(IN_FORCE)
                .bind("merchant", merchantId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Row(
                        row.getLong("profile_id"),
                        row.getString("name"),
                        row.getInt("version"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("text"),
                        row.getTimestamp("saved_at").toInstant()))
                .list());
    }

    private ProfileSummary summary(long merchantId, Row row, KnownNames names, Map<Long, List<ProfileUses.Use>> lists) {
        var found = found(new ProfileKey(merchantId, row.id()), row, names);
        return new ProfileSummary(
                row.name(),
                row.version(),
                row.createdAt(),
                row.savedAt(),
                found.quantity(),
                found.warnings(),
                lists.getOrDefault(row.id(), List.of()));
    }

    private Found found(ProfileKey key, Row row, KnownNames names) {
        var before = known.getIfPresent(key);
        if (before != null
                && before.version() == row.version()
                && before.names().equals(names)) {
            return before;
        }
        return switch (checks.check(names, row.text())) {
            case Checked.Accepted(var profile, var warnings) -> {
                var found = new Found(
                        row.version(), names, Optional.of(quantity(profile)), OptionalInt.of(warnings.size()));
                if (!profile.includesRules()) { // whose files may change
                    known.put(key, found);
                }
                yield found;
            }
            case Checked.Rejected _ -> new Found(row.version(), names, Optional.empty(), OptionalInt.empty());
        };
    }

    /// Of all listings, or of the rest.
    private static String quantity(Profile profile) {
        var quantity = ProfileWriter.quantity(profile.mode());
        boolean isOfSome =
                profile.limited().open().stream().anyMatch(each -> each.provision() instanceof Provision.Lists);
        return isOfSome ? quantity + ", others where it says so" : quantity;
    }
}
