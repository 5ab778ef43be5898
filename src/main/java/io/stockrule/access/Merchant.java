package io.stockrule.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tenant: owns everything else.
@Entity
@Table(name = "merchant")
class Merchant extends PanacheEntityBase {
    @Id
    @Column(name = "merchant_id")
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "stockrule_id")
    @SequenceGenerator(name = "stockrule_id", sequenceName = "stockrule_id", allocationSize = 50)
    long id;

    @Column(name = "name")
    String name;

    @Column(name = "time_zone")
    @Nullable
    ZoneId timeZone;

    /// What becomes of listings whose variant the shop no longer has.
    @Column(name = "gone_variants")
    @Enumerated(EnumType.STRING)
    GoneVariants goneVariants = GoneVariants.STOP;

    @Column(name = "created_at")
    Instant createdAt;

    static Optional<Merchant> of(long id) {
        return findByIdOptional(id);
    }

    static List<Merchant> page(long after, int limit) {
        return find("id > ?1 order by id", after).page(0, limit).list();
    }
}
