package io.stockrule.profile;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/// A merchant's profile and the number of the version in force.
@Entity
@Table(name = "profile")
@IdClass(ProfileKey.class)
class GlobalProfile extends PanacheEntityBase {
    /// Every merchant has one of this name; it cannot be deleted.
    static final String DEFAULT = "Default";

    @Id
    @Column(name = "merchant_id")
    long merchantId;

    @Id
    @Column(name = "profile_id")
    long profileId;

    @Column(name = "name", updatable = false)
    String name;

    @Column(name = "version")
    int version;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    static Optional<GlobalProfile> named(long merchantId, String name) {
        return find("merchantId = ?1 and name = ?2", merchantId, name).firstResultOptional();
    }

    /// As [#named], and nobody else changes it before this transaction ends.
    static Optional<GlobalProfile> lock(long merchantId, String name) {
        return GlobalProfile.<GlobalProfile>find("merchantId = ?1 and name = ?2", merchantId, name)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /// @return empty when the merchant has no profile of this name
    static Optional<SavedVersion> inForce(long merchantId, String name) {
        return named(merchantId, NormalForm.of(name))
                .map(profile -> profile.text().saved());
    }

    ProfileVersion text() {
        return ProfileVersion.of(merchantId, profileId, version).orElseThrow();
    }
}
