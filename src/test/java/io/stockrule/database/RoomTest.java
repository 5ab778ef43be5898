package io.stockrule.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomTest {
    /// Memory and disk in gigabytes.
    @ParameterizedTest
    @CsvSource({"1, 10, 128, 1024", "4, 20, 512, 1280", "8, 32, 1024, 2048", "256, 4000, 1024, 2048"})
    void a_share_of_the_machine_within_bounds(long memory, long disk, long expectedMemory, long expectedLog) {
        assertThat(Room.of(memory << 30, disk << 30)).isEqualTo(new Room(expectedMemory, expectedLog));
    }
}
