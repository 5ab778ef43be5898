package io.stockrule.language;

/// What can be wrong with a profile text. A code never changes its meaning; a new mistake gets a new one.
///
/// `SR0xx` speak of the text as a whole, `SR1xx` of how a statement is written, `SR2xx` of what it means,
/// `SR3xx` are warnings, `SR4xx` speak of where a text is saved.
public enum Code {
    /// The text has more than 64 KiB in UTF-8.
    TEXT_TOO_LARGE("SR001"),
    /// A control or bidirectional-override character, which could show another text than the one that is read.
    FORBIDDEN_CHARACTER("SR002"),
    /// More than 200 statements.
    TOO_MANY_STATEMENTS("SR003"),
    /// More than 16 levels of parentheses and `not` together.
    TOO_DEEP("SR004"),
    /// More than 200 tests in one condition.
    TOO_MANY_TESTS("SR005"),
    /// More than 50 names in one list.
    TOO_MANY_NAMES("SR006"),
    /// A text in quotes has more than 200 characters.
    QUOTED_TEXT_TOO_LONG("SR007"),
    /// There are more mistakes than are worth showing at once.
    TOO_MANY_MISTAKES("SR008"),
    /// More than 50 steps in one expectation.
    TOO_MANY_STEPS("SR009"),

    /// A statement goes on with something that cannot stand there.
    UNEXPECTED("SR101"),
    /// A line starts with a word that starts no statement.
    UNKNOWN_STATEMENT("SR102"),
    /// The file does not open with `profile "…"`.
    PROFILE_MISSING("SR103"),
    /// A text has no closing quote on its line.
    TEXT_NOT_CLOSED("SR104"),
    /// A backslash in a text is followed by something other than `"` or a backslash.
    BAD_ESCAPE("SR105"),
    /// A text stands in quotes other than `"`.
    WRONG_QUOTES("SR106"),
    /// Something starts like a number but is no whole number: `1_000`, `2.5`.
    NOT_A_WHOLE_NUMBER("SR107"),
    /// A number outside 0 to 1,000,000, or a percentage above 100%.
    NUMBER_OUT_OF_RANGE("SR108"),
    /// A negative number where only a comparison or an expectation may have one.
    NEGATIVE_NUMBER("SR109"),
    /// A date that does not exist, or is not written as `2026-12-24`.
    NOT_A_DATE("SR110"),
    /// A time that does not exist, or is not written as `08:30`.
    NOT_A_TIME("SR111"),
    /// A character that means nothing outside of quotes.
    STRANGE_CHARACTER("SR112"),
    /// `profile` stands a second time or further down.
    PROFILE_NOT_FIRST("SR113"),

    /// The merchant has no warehouse of this name.
    UNKNOWN_WAREHOUSE("SR201"),
    /// A statement that may stand once stands a second time.
    GIVEN_TWICE("SR202"),
    /// A name is empty.
    EMPTY_NAME("SR203"),
    /// A test that no number and no date satisfies: `between 9 and 3`.
    IMPOSSIBLE_TEST("SR204"),
    /// An `expect` line whose facts contradict each other.
    CONTRADICTING_FACTS("SR205"),
    /// The profile decides something else than an `expect` line says.
    EXPECTATION_FAILED("SR206"),
    /// The operator has no rule file of this name.
    UNKNOWN_RULE_FILE("SR207"),
    /// Tests of one amount or of the date that cannot all hold: `available is below 3 and available is above 5`.
    CONTRADICTING_TESTS("SR208"),
    /// A promise that nobody can make: `listed is 5 when available is 5`.
    IMPOSSIBLE_PROMISE("SR209"),
    /// A stock with which the profile does not do what it promises.
    PROMISE_BROKEN("SR210"),

    /// Amazon has no marketplace of this code.
    UNKNOWN_MARKETPLACE("SR211"),
    /// A test of an amount behind `where`, which says for which listings a statement is.
    AMOUNT_IN_WHERE("SR212"),
    /// An exception that changes the number twice: `then list 5 and add 2`.
    TWO_ACTIONS("SR213"),
    /// Something goes with `hold`, which sends nothing.
    HOLD_STANDS_ALONE("SR214"),
    /// An exception below one that says `otherwise`, and so always acts.
    BELOW_OTHERWISE("SR215"),
    /// Shopify has no product status of this name.
    UNKNOWN_STATUS("SR218"),
    /// What stands behind `metafield` is not a namespace and a key as Shopify has them.
    NO_METAFIELD_NAME("SR219"),

    /// A test of an amount that this amount never satisfies: `sellable is below 0`.
    NEVER_TRUE("SR301"),
    /// A warehouse that is named but closed: its stock does not count.
    CLOSED_WAREHOUSE("SR302"),
    /// `not more than` a number below that of `list nothing below`: nothing is ever listed.
    CAP_BELOW_MINIMUM("SR303"),
    /// With some stock more than that is listed.
    LISTS_MORE_THAN_AVAILABLE("SR304"),
    /// An exception that earlier ones leave nothing to, or whose condition is never true.
    NEVER_ACTS("SR305"),
    /// Whenever this exception acts, the profile comes to the same without it.
    CHANGES_NOTHING("SR306"),
    /// With less stock more is listed.
    RISES_WHEN_STOCK_FALLS("SR307"),
    /// The profile is too large to try everything, so some stocks and listings were drawn by chance; or its percentages
    /// round too variously to be sure that nothing rises.
    CHECKED_BY_SAMPLING("SR308"),
    /// Included rules decide whether a promise or an `expect` is kept, and they are not at hand here.
    NOT_CHECKED("SR309"),
    /// There are more warnings than are worth showing at once.
    TOO_MANY_WARNINGS("SR310"),
    /// None of the merchant's products has this vendor, product type, tag or collection.
    UNKNOWN_TEXT("SR311"),
    /// A statement that keeps all of the stock from being listed: `keep 100% in reserve`, `offer 0%`.
    NOTHING_LISTED("SR312"),
    /// A statement about stock beside a quantity that ignores it: `keep 2 in reserve` with `quantity single stock`.
    STOCK_IGNORED("SR313"),
    /// A test of the date that has been true for the last time.
    DATE_PASSED("SR314"),
    /// A statement that is for no listing, as earlier ones of its kind are for all that it could be for.
    FOR_NO_LISTING("SR315"),
    /// An exception says a handling time, and nothing says another for when it does not act.
    HANDLING_TIME_STAYS("SR316"),

    /// The text names another profile than the one that it is saved as.
    OTHER_NAME("SR401"),
    /// The merchant's profiles would look at more metafields than a shop is asked for.
    TOO_MANY_METAFIELDS("SR402");

    private final String id;

    Code(String id) {
        this.id = id;
    }

    /// What the merchant sees, such as `SR201`.
    public String id() {
        return id;
    }
}
