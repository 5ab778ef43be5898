package io.stockrule.listing;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.stock.VariantKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlacesTest {
    @Provide
    Arbitrary<List<Member>> items() {
        var variants = Arbitraries.longs().between(1, 2).map(id -> new VariantKey(1, 1, id));
        var skus = Arbitraries.of("A", "B", "C").injectNull(0.3);
        var packs = Arbitraries.integers().between(1, 6).injectNull(0.5);
        return Combinators.combine(variants, skus, packs).as(Member::new).list().ofMaxSize(12);
    }

    @Property
    void each_sku_of_a_variant_has_one_place_and_what_waits_at_most_one(@ForAll("items") List<Member> items) {
        var list = new StoredList();
        list.take(items);

        assertThat(list.packs.keySet()).containsExactlyInAnyOrderElementsOf(list.ids.keySet());
        items.forEach(item -> assertThat(list.ids.keySet().stream()
                        .filter(offer -> offer.variant().equals(item.variant()))
                        .anyMatch(offer -> item.sellerSku() == null || offer.equals(item.offer())))
                .isTrue());
        assertThat(list.ids.values()).doesNotHaveDuplicates();
    }

    @Property
    void it_makes_no_difference_how_many_come_in_one_call(@ForAll("items") List<Member> items) {
        var together = new StoredList();
        var apart = new StoredList();
        var answers = new ArrayList<Boolean>();
        items.forEach(item -> answers.addAll(apart.take(List.of(item))));

        assertThat(together.take(items)).isEqualTo(answers);
        assertThat(together.packs).isEqualTo(apart.packs);
    }

    /// As the database keeps it.
    private static final class StoredList {
        private final Map<Member.Offer, Long> ids = new HashMap<>();
        private final Map<Member.Offer, Integer> packs = new HashMap<>();
        private long last;

        /// @return of each whether it was taken
        List<Boolean> take(List<Member> items) {
            var places = new Places(ids);
            var taken =
                    items.stream().map(item -> places.take(item).isPresent()).toList();
            var offers = ids.entrySet().stream().collect(toMap(Map.Entry::getValue, Map.Entry::getKey));
            for (var link : places.linked()) {
                var before = Objects.requireNonNull(offers.get(link.listingId()));
                var after = new Member.Offer(before.variant(), link.sellerSku());
                assertThat(before.sellerSku()).isNull();
                assertThat(ids).doesNotContainKey(after);
                ids.remove(before);
                ids.put(after, link.listingId());
                int pack = Objects.requireNonNull(packs.remove(before));
                packs.put(after, link.packSize() == null ? pack : link.packSize());
            }
            for (var member : places.added()) {
                assertThat(ids.put(member.offer(), ++last)).isNull();
                packs.put(member.offer(), member.packSize() == null ? 1 : member.packSize());
            }
            return taken;
        }
    }
}
