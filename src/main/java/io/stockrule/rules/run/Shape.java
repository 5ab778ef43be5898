package io.stockrule.rules.run;

import io.stockrule.language.Counting;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What is done to listings, without the numbers: listings of one shape go through it together, whatever their
/// profiles.
final class Shape {
    private static final Predicate<String> ALL = _ -> true;

    private final Parts parts;
    private final List<Planned> operations;
    private final List<List<Predicate<String>>> selections;
    private final Counting counting;
    private final int hash;

    /// @param first what comes before the exceptions
    /// @param exceptions without their numbers
    /// @param includes names of rule files, which come after the exceptions
    /// @param last what comes after them
    record Parts(List<Planned> first, List<ExceptionKey> exceptions, List<String> includes, List<Planned> last) {
        Parts {
            first = List.copyOf(first);
            exceptions = List.copyOf(exceptions);
            includes = List.copyOf(includes);
            last = List.copyOf(last);
        }
    }

    Shape(Parts parts) {
        this.parts = parts;
        this.operations =
                Stream.concat(parts.first().stream(), parts.last().stream()).toList();
        this.selections = operations.stream().map(Shape::selections).toList();
        this.counting = Counting.of(does(Operation.TAKE_ON_HAND), does(Operation.TAKE_INCOMING));
        this.hash = parts.hashCode();
    }

    /// All of them, in their order.
    List<Planned> operations() {
        return operations;
    }

    private boolean does(Operation operation) {
        return operations.stream().anyMatch(planned -> planned.operation() == operation);
    }

    /// What of each warehouse counts.
    Counting counting() {
        return counting;
    }

    /// How many of the operations come before the exceptions; the others come after all that is included.
    int beforeExceptions() {
        return parts.first().size();
    }

    List<ExceptionKey> exceptions() {
        return parts.exceptions();
    }

    List<String> includes() {
        return parts.includes();
    }

    /// Which warehouses an operation can choose; made once, so that a listing only picks one.
    ///
    /// @return of an operation that takes the first of several: each of them alone, then all; of others that know
    ///     warehouses: one; otherwise none
    List<Predicate<String>> selections(int index) {
        return selections.get(index);
    }

    /// The operation before this one that has chosen warehouses last, -1 if none has.
    int choiceBefore(int index) {
        int choice = index - 1;
        while (choice >= 0 && !operations.get(choice).operation().choosesWarehouses()) {
            choice--;
        }
        return choice;
    }

    private static List<Predicate<String>> selections(Planned planned) {
        var names = planned.names();
        return switch (planned.operation()) {
            case COUNT_ALL -> List.of(ALL);
            case COUNT_ALL_EXCEPT -> List.of(name -> !names.contains(name));
            case COUNT_NAMED -> List.of(names::contains);
            case COUNT_FIRST_OF ->
                Stream.concat(
                                names.stream().<Predicate<String>>map(name -> name::equals),
                                Stream.<Predicate<String>>of(names::contains))
                        .toList();
            case KEEP_IN_RESERVE_AT, KEEP_PERCENT_IN_RESERVE_AT -> List.of(names.getFirst()::equals);
            default -> List.of();
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && hash == shape.hash && parts.equals(shape.parts);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
