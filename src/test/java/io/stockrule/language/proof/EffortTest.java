package io.stockrule.language.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// [Effort] allows what was given to it, and not one point more.
class EffortTest {
    private static final long[] TEN = LongStream.range(0, 10).toArray();

    @Test
    void all_points_are_tried_while_they_last() {
        var effort = new Effort(20, 1_000);
        assertThat(effort.some(TEN, 3)).containsExactly(TEN);
        assertThat(effort.some(TEN, 0)).containsExactly(TEN);
        assertThat(effort.wasEnough()).isTrue();
        assertThat(effort.some(TEN, 0)).isEmpty();
        assertThat(effort.wasEnough()).isFalse();
    }

    @Test
    void of_too_many_some_from_everywhere_are_tried() {
        var effort = new Effort(5, 1_000);
        assertThat(effort.some(TEN, 1)).containsExactly(0, 2, 4, 6, 8);
        assertThat(effort.wasEnough()).isFalse();
    }

    @Test
    void each_exception_at_each_point_counts() {
        var effort = new Effort(100, 60);
        assertThat(effort.some(TEN, 4)).hasSize(10);
        assertThat(effort.some(TEN, 2)).hasSize(10);
        assertThat(effort.wasEnough()).isTrue();
        assertThat(effort.some(TEN, 1)).isEmpty();
    }

    /// Else a check would go on to ask for each of many lines, and try nothing on any.
    @Test
    void trials_that_are_too_few_for_one_more_point_are_spent() {
        var effort = new Effort(100, 65);
        assertThat(effort.some(TEN, 20)).hasSize(3);
        assertThat(effort.isSpent()).isTrue();
    }

    @Test
    void all_or_none_are_allowed_at_once() {
        var effort = new Effort(10, 30);
        assertThat(effort.allows(11, 1)).isFalse();
        assertThat(effort.wasEnough()).isFalse();
        assertThat(effort.allows(4, 5)).isTrue();
        assertThat(effort.allows(4, 3)).isFalse();
        assertThat(effort.allows(5, 2)).isTrue();
        assertThat(effort.allows(1, 1)).isFalse();
        assertThat(new Effort(10, 30).allows(10, 3)).isTrue();
    }

    @Test
    void lines_that_are_made_take_of_it() {
        var effort = new Effort(100, 1_000);
        effort.takeForLines(9);
        assertThat(effort.some(TEN, 1)).hasSize(10);
        assertThat(effort.isSpent()).isTrue();
        effort.takeForLines(1);
        assertThat(effort.some(TEN, 1)).isEmpty();
    }

    @Test
    void of_more_lines_than_points_a_part_is_tried_as_a_sample() {
        var effort = new Effort(40, 400);
        assertThat(effort.mayReach(40)).isTrue();
        assertThat(effort.wasEnough()).isTrue();
        assertThat(effort.mayReach(41)).isFalse();
        assertThat(effort.wasEnough()).isFalse();
        assertThat(effort.mayReach(1)).as("a sample stays one").isFalse();
        assertThat(effort.some(TEN, 10)).hasSize(10);
        assertThat(effort.isSpent()).as("of a quarter of the points").isTrue();
    }

    @Test
    void what_is_allowed_was_enough() {
        var effort = new Effort(10, 10);
        assertThat(effort.allows(10, 0)).isTrue();
        assertThat(effort.wasEnough()).isTrue();
    }

    @Test
    void spent_is_what_has_no_point_or_no_trial_left() {
        var effort = new Effort(10, 10);
        assertThat(effort.isSpent()).isFalse();
        assertThat(effort.wasEnough()).isTrue();
        effort.some(TEN, 1);
        assertThat(effort.isSpent()).isTrue();
        assertThat(effort.wasEnough()).isFalse();
        var withoutTrials = new Effort(10, 5);
        withoutTrials.allows(1, 5);
        assertThat(withoutTrials.isSpent()).isTrue();
    }
}
