package io.stockrule.language.coverage;

import io.stockrule.language.Counting;
import io.stockrule.language.Profile;
import io.stockrule.language.Provision;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Span;
import io.stockrule.language.UnknownStock;
import io.stockrule.language.reading.Statement;
import io.stockrule.language.writing.ProfileWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The sides of reserve, share, mode, minimum and what is said of unknown stock.
final class SettingSides {
    static final int MOST_UNITS = 1_000_000;
    static final int WHOLE = 100;

    private final VariedProfile varied;

    SettingSides(Profile profile) {
        this.varied = new VariedProfile(profile);
    }

    Stream<Side> reserve(Statement.Keeps keeps, Span span) {
        var reserve = keeps.reserve();
        var written = ProfileWriter.reserve(reserve);
        var without = Side.of(span, written + " never lowered what is listed", "without it", varied.reserves(all -> {
            all.remove(reserve);
            return all;
        }));
        return Stream.concat(Stream.of(without), others(reserve).map(other -> unlike(reserve, other, span)));
    }

    private Side unlike(Reserve reserve, Reserve other, Span span) {
        return Side.of(
                span,
                "%s: no line tells it from %s".formatted(ProfileWriter.reserve(reserve), ProfileWriter.reserve(other)),
                "with " + ProfileWriter.reserve(other),
                varied.reserves(all -> {
                    all.set(all.indexOf(reserve), other);
                    return all;
                }));
    }

    private static Stream<Reserve> others(Reserve reserve) {
        return switch (reserve.kept()) {
            case Reserve.Kept.Units(int units) ->
                beside(units, MOST_UNITS).mapToObj(it -> new Reserve(new Reserve.Kept.Units(it), reserve.warehouse()));
            case Reserve.Kept.Percent(int percent) ->
                beside(percent, WHOLE).mapToObj(it -> new Reserve(new Reserve.Kept.Percent(it), reserve.warehouse()));
        };
    }

    private static IntStream beside(int number, int most) {
        return IntStream.of(number - 1, number + 1).filter(it -> it >= 0 && it <= most);
    }

    Stream<Side> counting(Span span) {
        var written = ProfileWriter.write(new Provision.Counts(varied.profile().counting()));
        return Stream.of(Counting.values())
                .filter(other -> other != varied.profile().counting())
                .map(other -> new Provision.Counts(other))
                .map(other -> Side.of(
                        span,
                        "%s: no line tells it from %s".formatted(written, ProfileWriter.write(other)),
                        "with " + ProfileWriter.write(other),
                        varied.profile().with(other)));
    }

    Stream<Side> share(int percent, Span span) {
        var written = "offer %d%%".formatted(percent);
        return Stream.concat(
                Stream.of(Side.of(
                        span,
                        written + " never lowered what is listed",
                        "without it",
                        varied.share(OptionalInt.empty()))),
                beside(percent, WHOLE)
                        .mapToObj(other -> Side.of(
                                span,
                                "%s: no line tells it from offer %d%%".formatted(written, other),
                                "with offer %d%%".formatted(other),
                                varied.share(OptionalInt.of(other)))));
    }

    Stream<Side> mode(QuantityMode mode, Span span) {
        Function<QuantityMode, Profile> other = varied::mode;
        return switch (mode) {
            case QuantityMode.ProductValue _ ->
                Stream.of(Side.of(
                        span,
                        "product value never listed more than 1",
                        "with quantity single stock",
                        other.apply(new QuantityMode.SingleStock())));
            case QuantityMode.SingleStock _ ->
                Stream.concat(
                        Stream.of(Side.of(
                                span,
                                "single stock never changed a number",
                                "with quantity product value",
                                other.apply(new QuantityMode.ProductValue()))),
                        uncounted("single stock", span));
            case QuantityMode.CustomQuantity(int quantity) -> custom(quantity, span);
            case QuantityMode.NotMoreThan(int cap) -> capped(cap, span);
        };
    }

    /// What ignores stock lists its number of unknown stock, too, where nothing else is said of that.
    private Stream<Side> uncounted(String mode, Span span) {
        return varied.profile().unknown().isPresent()
                ? Stream.empty()
                : Stream.of(Side.of(
                        span,
                        mode + " was never tried with unknown stock",
                        "with when stock is unknown then hold",
                        varied.unknown(Optional.of(new UnknownStock.Hold()))));
    }

    private Stream<Side> custom(int quantity, Span span) {
        var ofStock = Stream.of(
                Side.of(
                        span,
                        "custom quantity %d was never tried with less stock".formatted(quantity),
                        "with quantity not more than %d".formatted(quantity),
                        varied.mode(new QuantityMode.NotMoreThan(quantity))),
                Side.of(
                        span,
                        "custom quantity %d never changed a number".formatted(quantity),
                        "with quantity product value",
                        varied.mode(new QuantityMode.ProductValue())));
        return Stream.concat(ofStock, uncounted("custom quantity %d".formatted(quantity), span));
    }

    private Stream<Side> capped(int cap, Span span) {
        var others = beside(cap, MOST_UNITS)
                .mapToObj(other -> Side.of(
                        span,
                        other > cap
                                ? "not more than %d never lowered a number".formatted(cap)
                                : "not more than %d: no line tells it from not more than %d".formatted(cap, other),
                        "with quantity not more than %d".formatted(other),
                        varied.mode(new QuantityMode.NotMoreThan(other))));
        var below = Side.of(
                span,
                "not more than %d never left a smaller number as it is".formatted(cap),
                "with quantity custom quantity %d".formatted(cap),
                varied.mode(new QuantityMode.CustomQuantity(cap)));
        return Stream.concat(others, Stream.of(below));
    }

    Stream<Side> minimum(int minimum, Span span) {
        return beside(minimum, MOST_UNITS)
                .mapToObj(other -> Side.of(
                        span,
                        other < minimum
                                ? "list nothing below %d: no line with %d, which it makes 0".formatted(minimum, other)
                                : "list nothing below %d: no line with %d, which it leaves".formatted(minimum, minimum),
                        "with list nothing below %d".formatted(other),
                        varied.minimum(other)));
    }

    Stream<Side> steps(int steps, Span span) {
        return IntStream.of(1, steps - 1, steps + 1)
                .filter(other -> other >= 1)
                .distinct()
                .mapToObj(other -> Side.of(
                        span,
                        other == 1
                                ? "list in steps of %d never lowered a number".formatted(steps)
                                : "list in steps of %d: no line tells it from steps of %d".formatted(steps, other),
                        other == 1 ? "without it" : "with list in steps of %d".formatted(other),
                        varied.steps(other)));
    }

    Stream<Side> unknown(UnknownStock said, Span span) {
        UnknownStock other = switch (said) {
            case UnknownStock.ListNumber(int quantity) ->
                new UnknownStock.ListNumber(quantity > 1 ? quantity - 1 : quantity + 1);
            case UnknownStock.Hold _ -> new UnknownStock.Stop();
            case UnknownStock.Stop _ -> new UnknownStock.Hold();
        };
        return Stream.of(Side.of(
                span,
                "stock was never unknown",
                "with " + ProfileWriter.unknown(other),
                varied.unknown(Optional.of(other))));
    }
}
