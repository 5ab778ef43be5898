package io.stockrule.delivery.change;

/// Who has changed a number that Amazon shows. Amazon itself does not name anybody.
public enum Writer {
    /// It was decided here and sent.
    STOCKRULE("Stockrule"),

    /// Somebody asked here for it to be sent.
    PERSON_HERE("a person here"),

    /// Buyers, or one who has cancelled.
    SALE("a sale"),

    /// A person in Seller Central, or a program by a way that shows no more than that (a file, another marketplace).
    SELLER_CENTRAL("somebody in Seller Central"),

    /// Another program, through Amazon's API in the same marketplace.
    PROGRAM("another program");

    private final String words;

    Writer(String words) {
        this.words = words;
    }

    /// For merchants, within a sentence.
    public String words() {
        return words;
    }

    /// Whether the number was sent from here.
    public boolean isOurs() {
        return this == STOCKRULE || this == PERSON_HERE;
    }

    /// Whether somebody else has decided on the number.
    public boolean isForeign() {
        return this == SELLER_CENTRAL || this == PROGRAM;
    }
}
