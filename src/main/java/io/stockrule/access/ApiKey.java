package io.stockrule.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.LockModeType;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets its holder act for one merchant, until it is revoked. The key itself is kept nowhere, only its hash.
@Entity
@Table(name = "api_key")
@IdClass(ApiKey.Key.class)
class ApiKey extends PanacheEntityBase {
    @Id
    @Column(name = "merchant_id")
    long merchantId;

    @Id
    @Column(name = "api_key_id")
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "stockrule_id")
    @SequenceGenerator(name = "stockrule_id", sequenceName = "stockrule_id", allocationSize = 50)
    long id;

    @Column(name = "key_hash")
    byte[] hash;

    @Column(name = "name")
    String name;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    record Key(long merchantId, long id) {}

    /// The only query that does not know its merchant yet: it finds out who calls.
    static Optional<ApiKey> inForce(String key) {
        return find("hash = ?1 and revokedAt is null", Tokens.hash(key)).firstResultOptional();
    }

    static Optional<ApiKey> of(long merchantId, long id) {
        return findByIdOptional(new Key(merchantId, id));
    }

    /// Those in force; none of them is revoked by others before this transaction ends.
    static List<ApiKey> lockInForce(long merchantId) {
        return ApiKey.<ApiKey>find("merchantId = ?1 and revokedAt is null order by id", merchantId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    static List<ApiKey> page(long merchantId, long after, int limit) {
        return find("merchantId = ?1 and id > ?2 order by id", merchantId, after)
                .page(0, limit)
                .list();
    }
}
