package io.stockrule.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SharedRoomTest {
    private final SharedRoom room = new SharedRoom(100);

    @Test
    void nobody_has_more_than_is_still_free() {
        assertThat(room.take("one", 50)).isTrue();
        assertThat(room.take("one", 1)).isFalse();
        assertThat(room.take("other", 25)).isTrue();
        assertThat(room.take("other", 1)).isFalse();
        room.giveBack("one", 50);
        assertThat(room.take("other", 25)).isTrue();
    }

    @Test
    void what_is_larger_than_all_of_it_finds_room_alone() {
        assertThat(room.take("one", 200)).isTrue();
        assertThat(room.take("other", 1)).isFalse();
        room.giveBack("one", 200);
        assertThat(room.take("other", 50)).isTrue();
    }

    /// Whatever was taken and given back: no more is taken than there is, another one still finds some, and in the end
    /// all of it is free.
    @Property
    void room_is_left_for_another(@ForAll List<@IntRange(min = 1, max = 40) Integer> amounts) {
        var shared = new SharedRoom(1_000);
        Map<Integer, Deque<Integer>> taken = new HashMap<>();
        long all = 0;
        for (int amount : amounts) {
            int owner = amount % 3;
            var own = taken.computeIfAbsent(owner, _ -> new ArrayDeque<>());
            if (amount % 4 == 0 && !own.isEmpty()) {
                int back = own.remove();
                shared.giveBack(owner, back);
                all -= back;
            } else if (shared.take(owner, amount)) {
                own.add(amount);
                all += amount;
            }
            assertThat(all).isLessThan(1_000);
        }
        assertThat(shared.take("newcomer", 1)).isTrue();
        shared.giveBack("newcomer", 1);
        taken.forEach((owner, own) -> own.forEach(amount -> shared.giveBack(owner, amount)));
        assertThat(shared.take("newcomer", 1_000)).isTrue();
    }
}
