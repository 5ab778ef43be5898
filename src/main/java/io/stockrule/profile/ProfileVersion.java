package io.stockrule.profile;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One text of a profile, kept for ever.
@Entity
@Table(name = "profile_version")
@IdClass(ProfileVersion.Key.class)
class ProfileVersion extends PanacheEntityBase {
    @Id
    @Column(name = "merchant_id")
    long merchantId;

    @Id
    @Column(name = "profile_id")
    long profileId;

    @Id
    @Column(name = "version")
    int version;

    @Column(name = "text", updatable = false)
    String text;

    @Column(name = "saved_at", updatable = false)
    Instant savedAt;

    @Column(name = "saved_by", updatable = false)
    String savedBy;

    static Optional<ProfileVersion> of(long merchantId, long profileId, int version) {
        return findByIdOptional(new Key(merchantId, profileId, version));
    }

    /// Newest first, from the one before the given version.
    static List<ProfileVersion> before(long merchantId, long profileId, int version, int limit) {
        return ProfileVersion.<ProfileVersion>find(
                        "merchantId = ?1 and profileId = ?2 and version < ?3 order by version desc",
                        merchantId,
                        profileId,
                        version)
                .page(0, limit)
                .list();
    }

    static ProfileVersion add(GlobalProfile profile, Draft draft, Instant savedAt) {
        var added = new ProfileVersion();
        added.merchantId = profile.merchantId;
        added.profileId = profile.profileId;
        added.version = profile.version;
        added.text = draft.text();
        added.savedAt = savedAt;
        added.savedBy = draft.author();
        added.persist();
        return added;
    }

    SavedVersion saved() {
        return new SavedVersion(version, text, savedAt, savedBy);
    }

    record Key(long merchantId, long profileId, int version) {}
}
