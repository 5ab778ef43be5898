package io.stockrule.language;

import java.time.LocalDate;
import java.util.stream.Stream;

/// A test of the date in the merchant's zone. Both ends of `between` belong to it.
public sealed interface DateTest {
    boolean holdsOn(LocalDate date);

    /// The days at which, or beside which, its truth changes.
    default Stream<LocalDate> breakPoints() {
        return switch (this) {
            case Is is -> Stream.of(is.date());
            case Before before -> Stream.of(before.date());
            case After after -> Stream.of(after.date());
            case Between between -> Stream.of(between.first(), between.last());
        };
    }

    record Is(LocalDate date) implements DateTest {
        @Override
        public boolean holdsOn(LocalDate today) {
            return today.equals(date);
        }
    }

    record Before(LocalDate date) implements DateTest {
        @Override
        public boolean holdsOn(LocalDate today) {
            return today.isBefore(date);
        }
    }

    record After(LocalDate date) implements DateTest {
        @Override
        public boolean holdsOn(LocalDate today) {
            return today.isAfter(date);
        }
    }

    record Between(LocalDate first, LocalDate last) implements DateTest {
        @Override
        public boolean holdsOn(LocalDate today) {
            return !today.isBefore(first) && !today.isAfter(last);
        }
    }
}
