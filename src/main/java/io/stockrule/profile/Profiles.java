package io.stockrule.profile;

import static java.util.Comparator.comparing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stockrule.database.Columns;
import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The profiles in force, for those who decide with them. Parsed ones stay in memory and are recognised by their
/// version.
@ApplicationScoped
public class Profiles {
    private static final Logger LOG = Logger.getLogger(Profiles.class);
    private static final int KEPT_PARSED = 10_000;
    private static final int BATCH = 1_000;
    private static final String TEXTS = """
            select p.merchant_id, p.profile_id, p.version, v.text
            from unnest(:merchants, :profiles, :versions) known(merchant_id, profile_id, version)
            join profile p on p.merchant_id = known.merchant_id and p.profile_id = known.profile_id
            left join profile_version v on v.merchant_id = p.merchant_id and v.profile_id = p.profile_id
                and v.version = p.version and p.version <> known.version
            """;

    private final Jdbi database;
    private final Cache<ProfileKey, ProfileInForce> parsed =
            Caffeine.newBuilder().maximumSize(KEPT_PARSED).build();

    Profiles(Jdbi database) {
        this.database = database;
    }

    /// The profiles in force, in one query that brings only the texts which are not in memory. A profile that
    /// does not exist, or whose text cannot be read, has no entry: nothing can be decided by it.
    public Map<ProfileKey, ProfileInForce> inForce(Collection<ProfileKey> keys) {
        var asked = keys.stream().distinct().toList(); // a thousand listings may have one profile
        var known = parsed.getAllPresent(asked);
        var found = new HashMap<ProfileKey, ProfileInForce>();
        for (var row : rows(asked, known)) {
            var profile = row.text() == null
                    ? Optional.ofNullable(known.get(row.key()))
                    : parse(row.key(), row.version(), row.text());
            profile.ifPresent(it -> found.put(row.key(), it));
        }
        return found;
    }

    /// Which profiles include rule files that are none of these.
    ///
    /// @return by the file's name; each profile with its merchant, in their order
    public SortedMap<String, List<String>> includingOthersThan(Set<String> ruleFiles) {
        var others = new TreeMap<String, List<String>>();
        forEachBatchWithIncludes(profiles -> profiles.entrySet().stream()
                .sorted(comparing((Map.Entry<ProfileKey, ProfileInForce> it) ->
                                it.getKey().merchantId())
                        .thenComparing(it -> it.getKey().profileId()))
                .forEach(it -> it.getValue().profile().includes().stream()
                        .filter(file -> !ruleFiles.contains(file))
                        .forEach(file -> others.computeIfAbsent(file, _ -> new ArrayList<>())
                                .add("\"%s\" of merchant %d"
                                        .formatted(
                                                it.getValue().profile().name(),
                                                it.getKey().merchantId())))));
        return others;
    }

    private void forEachBatchWithIncludes(Consumer<Map<ProfileKey, ProfileInForce>> action) {
        var last = new ProfileKey(0, 0);
        for (var keys = withIncludes(last); !keys.isEmpty(); keys = withIncludes(last)) {
            action.accept(inForce(keys));
            last = keys.getLast();
        }
    }

    /// The next profiles in the order of their keys whose texts may include a rule file: a comment can say so, too.
    private List<ProfileKey> withIncludes(ProfileKey after) {
        return database.withHandle(handle -> handle.createQuery("""
                        select p.merchant_id, p.profile_id
                        from profile p join profile_version v using (merchant_id, profile_id, version)
                        where (p.merchant_id, p.profile_id) > (:merchant, :profile) and v.text ilike '%include%'
                        order by 1, 2 limit :batch
                        """)
                .bind("merchant", after.merchantId())
                .bind("profile", after.profileId())
                .bind("batch", BATCH)
                .map((row, _) -> new ProfileKey(row.getLong("merchant_id"), row.getLong("profile_id")))
                .list());
    }

    /// The profile in force under this name.
    public Optional<ProfileInForce> inForce(long merchantId, String name) {
        var id = idOf(merchantId, name);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        var key = new ProfileKey(merchantId, id.getAsLong());
        return Optional.ofNullable(inForce(List.of(key)).get(key));
    }

    /// A text that a profile has or once had, also when the profile is gone.
    public Optional<SavedVersion> version(long merchantId, long profileId, int version) {
        return ProfileVersion.of(merchantId, profileId, version).map(ProfileVersion::saved);
    }

    /// The same of a profile that there is, by its name.
    public Optional<SavedVersion> version(long merchantId, String name, int version) {
        var id = idOf(merchantId, NormalForm.of(name));
        return id.isEmpty() ? Optional.empty() : version(merchantId, id.getAsLong(), version);
    }

    /// The texts of these versions, those of profiles that are gone too.
    public Map<VersionKey, String> texts(long merchantId, Collection<VersionKey> versions) {
        var asked =
                Columns.of(versions).longs("profiles", VersionKey::profileId).ints("versions", VersionKey::version);
        return database.withHandle(handle -> asked.bindTo(handle.createQuery("""
                        select v.profile_id, v.version, v.text
                        from unnest(:profiles, :versions) asked(profile_id, version)
                        join profile_version v on v.merchant_id = :merchant
                            and (v.profile_id, v.version) = (asked.profile_id, asked.version)
                        """))
                .bind("merchant", merchantId)
                .reduceRows(new HashMap<>(), (texts, row) -> {
                    var key = new VersionKey(
                            row.getColumn("profile_id", Long.class), row.getColumn("version", Integer.class));
                    texts.put(key, row.getColumn("text", String.class));
                    return texts;
                }));
    }

    /// One text of one profile of a merchant.
    public record VersionKey(long profileId, int version) {}

    /// The profile's id; inside a transaction the profile cannot be deleted before its end.
    public OptionalLong idOf(long merchantId, String name) {
        return database.withHandle(handle -> handle.select(
                        "select profile_id from profile where merchant_id = ? and name = ? for key share",
                        merchantId,
                        name)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
    }

    /// Those of these names that profiles have.
    public Set<String> taken(long merchantId, Collection<String> names) {
        return database.withHandle(handle -> handle.createQuery(
                        "select name from profile where merchant_id = :merchant and name = any(:names)")
                .bind("merchant", merchantId)
                .bindArray("names", String.class, names)
                .mapTo(String.class)
                .set());
    }

    /// The profiles' names by their ids.
    public Map<Long, String> names(long merchantId, Collection<Long> profileIds) {
        return GlobalProfile.<GlobalProfile>list("merchantId = ?1 and profileId in ?2", merchantId, profileIds).stream()
                .collect(Collectors.toMap(profile -> profile.profileId, profile -> profile.name));
    }

    private List<Row> rows(List<ProfileKey> asked, Map<ProfileKey, ProfileInForce> known) {
        var versions = Columns.of(asked)
                .longs("merchants", ProfileKey::merchantId)
                .longs("profiles", ProfileKey::profileId)
                .ints("versions", key -> known.containsKey(key) ? known.get(key).version() : 0);
        return database.withHandle(handle -> versions.bindTo(handle.createQuery(TEXTS))
                .map((row, _) -> new Row(
                        new ProfileKey(row.getLong("merchant_id"), row.getLong("profile_id")),
                        row.getInt("version"),
                        row.getString("text")))
                .list());
    }

    /// A text once accepted goes on deciding when a warehouse that it names has been renamed or removed.
    private Optional<ProfileInForce> parse(ProfileKey key, int version, String text) {
        return switch (Checker.read(text, KnownNames.ANY)) {
            case Checked.Accepted accepted -> {
                var inForce = new ProfileInForce(key.profileId(), version, accepted.profile());
                parsed.put(key, inForce);
                yield Optional.of(inForce);
            }
            case Checked.Rejected rejected -> {
                LOG.errorf("version %d of %s cannot be read: %s", version, key, rejected.diagnostics());
                yield Optional.empty();
            }
        };
    }

    /// @param text null when the version in force is in memory
    private record Row(
            ProfileKey key, int version, @Nullable String text) {}
}
