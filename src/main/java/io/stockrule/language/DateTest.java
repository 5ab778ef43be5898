package io.stockrule.language;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.stream.Stream;

/// A test of the date in the merchant's zone. Both ends of `between` belong to it.
public sealed interface DateTest {
    boolean holdsOn(LocalDate date);

    /// The days at which, or beside which, its truth changes; none of a test that does so every year.
    default Stream<LocalDate> breakPoints() {
        return switch (this) {
            case Is is -> Stream.of(is.date());
            case Before before -> Stream.of(before.date());
            case After after -> Stream.of(after.date());
            case Between between -> Stream.of(between.first(), between.last());
            case Yearly _ -> Stream.empty();
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

    /// A date without a year: month and day are compared within the year. 02-29 is a day of leap years only, but an end
    /// of a range in every year.
    sealed interface Yearly extends DateTest {
        boolean holdsOn(MonthDay day);

        /// The days of a year at which, or beside which, its truth changes, as far as the year has them; besides, it
        /// may change between two years.
        Stream<MonthDay> ends();

        @Override
        default boolean holdsOn(LocalDate today) {
            return holdsOn(MonthDay.of(today.getMonthValue(), today.getDayOfMonth()));
        }
    }

    record IsYearly(MonthDay day) implements Yearly {
        @Override
        public boolean holdsOn(MonthDay today) {
            return today.equals(day);
        }

        @Override
        public Stream<MonthDay> ends() {
            return Stream.of(day);
        }
    }

    record BeforeYearly(MonthDay day) implements Yearly {
        @Override
        public boolean holdsOn(MonthDay today) {
            return today.isBefore(day);
        }

        @Override
        public Stream<MonthDay> ends() {
            return Stream.of(day);
        }
    }

    record AfterYearly(MonthDay day) implements Yearly {
        @Override
        public boolean holdsOn(MonthDay today) {
            return today.isAfter(day);
        }

        @Override
        public Stream<MonthDay> ends() {
            return Stream.of(day);
        }
    }

    /// Where the first day is later in the year than the last, it spans the new year.
    record BetweenYearly(MonthDay first, MonthDay last) implements Yearly {
        @Override
        public boolean holdsOn(MonthDay today) {
            boolean begun = !today.isBefore(first);
            boolean goesOn = !today.isAfter(last);
            return first.isAfter(last) ? begun || goesOn : begun && goesOn;
        }

        @Override
        public Stream<MonthDay> ends() {
            return Stream.of(first, last);
        }
    }
}
