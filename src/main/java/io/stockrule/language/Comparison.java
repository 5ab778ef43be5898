package io.stockrule.language;

import java.util.stream.LongStream;

/// A test of one amount. Both ends of `between` belong to it.
public sealed interface Comparison {
    boolean holdsFor(long amount);

    /// The numbers at which, or beside which, its truth changes.
    default LongStream breakPoints() {
        return switch (this) {
            case Is is -> LongStream.of(is.number());
            case IsNot not -> LongStream.of(not.number());
            case Below below -> LongStream.of(below.number());
            case Above above -> LongStream.of(above.number());
            case AtLeast least -> LongStream.of(least.number());
            case AtMost most -> LongStream.of(most.number());
            case Between between -> LongStream.of(between.lowest(), between.highest());
        };
    }

    record Is(long number) implements Comparison {
        @Override
        public boolean holdsFor(long amount) {
            return amount == number;
        }
    }

    record IsNot(long number) implements Comparison {
        @Override
        public boolean holdsFor(long amount) {
            return amount != number;
        }
    }

    record Below(long number) implements Comparison {
        @Override
        public boolean holdsFor(long amount) {
            return amount < number;
        }
    }

    record Above(long number) implements Comparison {
        @Override
        public boolean holdsFor(long amount) {
            return amount > number;
        }
    }

    record AtLeast(long number) implements Comparison {
        @Override
        public boolean holdsFor(long amount) {
            return amount >= number;
        }
    }

    record AtMost(long number) implements Comparison {
        @Override
        public boolean holdsFor(long amount) {
            return amount <= number;
        }
    }

    record Between(long lowest, long highest) implements Comparison {
        @Override
        public boolean holdsFor(long amount) {
            return amount >= lowest && amount <= highest;
        }
    }
}
