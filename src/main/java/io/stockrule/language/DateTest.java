package io.stockrule.language;

import java.time.LocalDate;

/// A test of the date in the merchant's zone. Both ends of `between` belong to it.
public sealed interface DateTest {
    boolean holdsOn(LocalDate date);

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
