package io.stockrule.language;

/// A test of one amount. Both ends of `between` belong to it.
public sealed interface Comparison {
    boolean holdsFor(long amount);

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
