package io.stockrule.language.coverage;

import io.stockrule.language.Counting;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.Profile;
import io.stockrule.language.Provision;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Span;
import io.stockrule.language.UnknownStock;
import io.stockrule.language.writing.ProfileWriter;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The sides of a statement for some listings only: that it makes a difference to them and not to others, and its
/// number.
final class LimitedSides {
    private final VariedProfile varied;
    private final LimitedStatement limited;
    private final Span span;

    private LimitedSides(Profile profile, LimitedStatement limited, Span span) {
        this.varied = new VariedProfile(profile);
        this.limited = limited;
        this.span = span;
    }

    /// None of a rule file that all listings include anyway.
    static Stream<Side> of(Profile profile, Span span) {
        return profile.limited().open().stream()
                .filter(each -> each.span().equals(span))
                .flatMap(each -> new LimitedSides(profile, each, span).all());
    }

    private Stream<Side> all() {
        return limited.provision() instanceof Provision.Handles || limited.provision() instanceof Provision.Includes
                ? Stream.empty()
                : Stream.concat(Stream.of(without(), always()), others().map(this::unlike));
    }

    private String said() {
        return ProfileWriter.write(limited.provision()) + ", " + limited.whom() + ",";
    }

    private Side without() {
        return Side.of(span, said() + " never made a difference", "without it", varied.limited(all -> {
            all.remove(limited);
            return all;
        }));
    }

    private Side always() {
        return Side.of(
                span,
                said() + " was never tried with a listing that it is not for",
                "without its where",
                changed(new LimitedStatement(
                        limited.provision(), Conditions.ALWAYS, limited.whereText(), limited.span())));
    }

    private Side unlike(Provision other) {
        var written = ProfileWriter.write(other);
        return Side.of(
                span,
                "%s no line tells it from %s".formatted(said(), written),
                "with " + written,
                changed(new LimitedStatement(other, limited.where(), limited.whereText(), limited.span())));
    }

    private Profile changed(LimitedStatement other) {
        return varied.limited(all -> {
            all.set(all.indexOf(limited), other);
            return all;
        });
    }

    private Stream<Provision> others() {
        return switch (limited.provision()) {
            case Provision.Keeps(var reserve) -> others(reserve);
            case Provision.Offers(int percent) -> beside(percent, SettingSides.WHOLE, Provision.Offers::new);
            case Provision.Lists(var mode) -> others(mode);
            case Provision.ListsNothingBelow(int minimum) -> beside(minimum, Provision.ListsNothingBelow::new);
            case Provision.ListsInSteps(int steps) ->
                beside(steps, Provision.ListsInSteps::new)
                        .filter(other -> !other.equals(new Provision.ListsInSteps(1)));
            case Provision.KnowsNoStock(UnknownStock.ListNumber(int quantity)) ->
                beside(quantity, number -> new Provision.KnowsNoStock(new UnknownStock.ListNumber(number)));
            case Provision.Counts(var counting) ->
                Stream.of(Counting.values()).filter(other -> other != counting).map(Provision.Counts::new);
            case Provision.KnowsNoStock _, Provision.Selects _, Provision.Handles _, Provision.Includes _ ->
                Stream.empty();
        };
    }

    private static Stream<Provision> others(Reserve reserve) {
        return switch (reserve.kept()) {
            case Reserve.Kept.Units(int units) -> beside(units, other -> keeps(new Reserve.Kept.Units(other), reserve));
            case Reserve.Kept.Percent(int percent) ->
                beside(percent, SettingSides.WHOLE, other -> keeps(new Reserve.Kept.Percent(other), reserve));
        };
    }

    private static Provision keeps(Reserve.Kept kept, Reserve reserve) {
        return new Provision.Keeps(new Reserve(kept, reserve.warehouse()));
    }

    private static Stream<Provision> others(QuantityMode mode) {
        return switch (mode) {
            case QuantityMode.NotMoreThan(int cap) ->
                beside(cap, other -> new Provision.Lists(new QuantityMode.NotMoreThan(other)));
            case QuantityMode.CustomQuantity(int quantity) ->
                beside(quantity, other -> new Provision.Lists(new QuantityMode.CustomQuantity(other)));
            case QuantityMode.ProductValue _, QuantityMode.SingleStock _ -> Stream.empty();
        };
    }

    private static Stream<Provision> beside(int number, IntFunction<Provision> other) {
        return beside(number, SettingSides.MOST_UNITS, other);
    }

    private static Stream<Provision> beside(int number, int most, IntFunction<Provision> other) {
        return IntStream.of(number - 1, number + 1)
                .filter(each -> each >= 0 && each <= most)
                .mapToObj(other);
    }
}
