package io.stockrule.language.reading;

import io.stockrule.language.Branch;
import io.stockrule.language.Condition;
import io.stockrule.language.Counting;
import io.stockrule.language.Expectation.Expected;
import io.stockrule.language.Promise;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.Span;
import io.stockrule.language.TextTest.Match;
import io.stockrule.language.UnknownStock;
import io.stockrule.language.Word;
import io.stockrule.stock.HeldPart;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One statement of a profile text as it was read, before the statements are held against each other.
public sealed interface Statement {
    Place place();

    /// What it says, whether for all listings or for some.
    default Statement forAny() {
        return this instanceof Narrows narrows ? narrows.statement : this;
    }

    /// `profile "Aroma candles"`.
    record Names(Quoted name, Place place) implements Statement {}

    /// @param warehouses the names in the selection, as they stand in the text
    record Selects(Selection selection, List<Quoted> warehouses, Place place) implements Statement {}

    record Counts(Counting counting, Place place) implements Statement {}

    record Keeps(Reserve.Kept kept, Optional<Quoted> warehouse, Place place) implements Statement {
        public Reserve reserve() {
            return new Reserve(kept, warehouse.map(Quoted::text));
        }
    }

    record Offers(int percent, Place place) implements Statement {}

    record Lists(QuantityMode mode, Place place) implements Statement {}

    record ListsNothingBelow(int minimum, Place place) implements Statement {}

    record ListsInSteps(int steps, Place place) implements Statement {}

    record Handles(int days, Place place) implements Statement {}

    record Includes(Quoted ruleFile, Place place) implements Statement {}

    record Promises(Promise promise, Place place) implements Statement {}

    record KnowsNoStock(UnknownStock action, Place place) implements Statement {}

    /// @param otherwise what is done where the condition does not hold
    /// @param told of what is done then and otherwise, in the trace
    /// @param warehouses the names in the condition, as they stand in the text
    /// @param texts that listings are tested for
    /// @param tests of amounts and dates, where they stand
    record Excepts(
            Condition condition,
            Branch then,
            Optional<Branch> otherwise,
            List<String> told,
            List<Quoted> warehouses,
            List<TestedText> texts,
            List<PlacedTest> tests,
            Place place)
            implements Statement {
        /// What is done then, and what is done otherwise if it says so.
        public Stream<Branch> branches() {
            return Stream.concat(Stream.of(then), otherwise.stream());
        }
    }

    /// A statement for some listings only.
    ///
    /// @param statement as it would be without its condition
    /// @param whereText the condition as it stands in the text, on one line
    /// @param texts that listings are tested for
    /// @param tests of dates, where they stand
    record Narrows(
            Statement statement,
            Condition where,
            String whereText,
            List<TestedText> texts,
            List<PlacedTest> tests,
            Place place)
            implements Statement {}

    /// @param then what comes after it, each as it is written: only what it says itself, at the place of its outcome
    record Expects(
            List<Given> given,
            List<WordGiven> words,
            Optional<LocalDate> date,
            Optional<LocalTime> time,
            Expected expected,
            Place place,
            List<Expects> then)
            implements Statement {
        /// As they are written, the first one included.
        public Stream<Expects> steps() {
            return Stream.concat(Stream.of(this), then.stream());
        }
    }

    /// One fact of an `expect`.
    sealed interface Given {
        Span span();

        default boolean isAlone() {
            return this instanceof Available available && available.alone();
        }

        /// @param alone whether the number stands without a word: `then 4`
        record Available(long units, Span span, boolean alone) implements Given {}

        /// @param held what else the warehouse holds, as far as it is said
        record Level(Quoted warehouse, long units, Map<HeldPart, Long> held, Span span) implements Given {}

        record StockUnknown(Span span) implements Given {}

        record Pack(int size, Span span) implements Given {}

        record KeepsSelling(Span span) implements Given {}
    }

    /// `"Acme"` in `vendor starts with "Acme"`.
    record TestedText(Word word, Match match, String text, Span span) {}

    /// @param test this very part of the condition, not one equal to it
    record PlacedTest(Condition test, Span span) {}

    /// `with vendor is "Aroma House"`.
    ///
    /// @param quoted where the text alone stands
    record WordGiven(Word word, String text, Span span, Span quoted) {}
}
