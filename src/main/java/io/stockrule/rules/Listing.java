package io.stockrule.rules;

import io.stockrule.language.meaning.Wording;
import io.stockrule.rules.run.AllOthers;
import io.stockrule.rules.run.Candidate;
import io.stockrule.rules.run.IncludedFile;
import io.stockrule.rules.run.Saturated;
import io.stockrule.stock.ListingFacts;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One listing as an included rule file sees it: the only fact of such a file.
///
/// Its inputs are what they were when the file began, whatever its rules have done since: a condition is evaluated
/// before the first rule fires. The operations act one after the other on the number listed so far. Numbers may become
/// anything here; the guard comes after all files. `docs/rules.md` shows this to analysts.
public final class Listing extends Fact {
    /// What `lastDecided` is before the first decision.
    private static final int NONE = -1;

    private static final int HUNDRED = 100;

    private final IncludedFile file;
    private final Candidate candidate;
    private final ListingFacts facts;
    private final long listedBefore;
    private final Set<AllOthers> tablesThatActed = new HashSet<>(0);
    private String rule = "";
    private boolean isForOthers;

    /// @param file whose rules see it
    public Listing(IncludedFile file, Candidate candidate) {
        this.file = file;
        this.candidate = candidate;
        this.facts = candidate.facts();
        this.listedBefore = candidate.listed();
    }

    // Inputs: the goods

    public String getSku() {
        return facts.variant().sku();
    }

    public String getTitle() {
        return facts.variant().title();
    }

    public String getVendor() {
        return facts.variant().vendor();
    }

    public String getProductType() {
        return facts.variant().productType();
    }

    public String getBarcode() {
        return facts.variant().barcode();
    }

    public List<String> getTags() {
        return facts.variant().tags();
    }

    /// Collections by title.
    public List<String> getCollections() {
        return facts.variant().collections();
    }

    /// Country code, such as `DE`; empty when not given.
    public String getMarketplace() {
        return facts.marketplace();
    }

    /// Units in one pack that the listing sells, 1 or more.
    public int getPackSize() {
        return facts.packSize();
    }

    /// Whether Shopify goes on selling below zero.
    public boolean isKeepsSelling() {
        return facts.variant().keepsSelling();
    }

    // Inputs: the numbers

    /// Units in the chosen warehouses; may be below 0.
    public long getAvailable() {
        return candidate.available();
    }

    /// What is left after reserves and share, in packs.
    public long getSellable() {
        return candidate.sellable();
    }

    /// The number that the profile, and the files included before this one, have come to.
    public long getListed() {
        return listedBefore;
    }

    /// The number last decided for this listing: 0 after a stop, -1 before the first.
    public int getLastDecided() {
        return facts.lastDecided().orElse(NONE);
    }

    /// Whether a warehouse, chosen or not, is known to have so many units.
    public boolean hasAtLeast(long units, String warehouse) {
        var level = candidate.availableAt(warehouse);
        return level.isPresent() && level.getAsLong() >= units;
    }

    /// Whether a warehouse, chosen or not, is known to have fewer units. Of an unknown level this is false, too.
    public boolean hasLessThan(long units, String warehouse) {
        var level = candidate.availableAt(warehouse);
        return level.isPresent() && level.getAsLong() < units;
    }

    // Inputs: the time, in the merchant's zone

    /// The day as a number, 20261224; 0 when no date is given.
    public int getDate() {
        return facts.date()
                .map(day -> day.getYear() * HUNDRED * HUNDRED + monthAndDay(day))
                .orElse(0);
    }

    /// The day of any year as a number, 1224; 0 when no date is given.
    public int getMonthAndDay() {
        return facts.date().map(Listing::monthAndDay).orElse(0);
    }

    /// `monday` to `sunday`; empty when no date is given.
    public String getDayOfWeek() {
        return facts.date()
                .map(day -> day.getDayOfWeek().name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /// Hours and minutes as a number, 1830 or 30 for half past midnight; -1 when no time is given.
    public int getTime() {
        return facts.time().map(Listing::hoursAndMinutes).orElse(NONE);
    }

    // Operations

    public void list(long quantity) {
        change("list " + quantity, quantity);
    }

    public void listAtMost(long quantity) {
        change("list at most " + quantity, Math.min(candidate.listed(), quantity));
    }

    public void listAtLeast(long quantity) {
        change("list at least " + quantity, Math.max(candidate.listed(), quantity));
    }

    public void add(long units) {
        change("add " + units, Saturated.add(candidate.listed(), units));
    }

    /// Not below 0.
    public void subtract(long units) {
        change("subtract " + units, Math.max(0, Saturated.subtract(candidate.listed(), units)));
    }

    /// Lists at most what is sellable without these.
    public void keepInReserve(long units) {
        long rest = Math.max(0, Saturated.subtract(candidate.sellable(), units));
        change("keep " + units + " in reserve", Math.min(candidate.listed(), rest));
    }

    /// Lists 0. Rules after it may list again.
    public void stop() {
        if (isOpen() && !candidate.hasStopped()) {
            var by = rule;
            candidate.stop(() -> Wording.included(file.name(), by, "stop"));
        }
    }

    /// Sends nothing and keeps what Amazon shows. The last word of all files.
    ///
    /// @param reason for the merchant
    public void hold(String reason) {
        if (isOpen()) {
            var by = rule;
            candidate.hold(reason, () -> Wording.included(file.name(), by, "hold, " + reason));
        }
    }

    private void change(String action, long quantity) {
        if (isOpen() && quantity != candidate.listed()) {
            var by = rule;
            candidate.settle(quantity, () -> Wording.included(file.name(), by, action));
        }
    }

    @Override
    protected void begin(String name) {
        rule = name;
        isForOthers = isLeftToOthers(name);
        candidate.begin(file.placeOf(name));
    }

    /// Whether a row for all others does not mean this listing, as a row above it did. Tables go from top to bottom.
    private boolean isLeftToOthers(String name) {
        var others = file.allOthersBeside(name);
        if (file.isForAllOthers(name)) {
            return others.filter(tablesThatActed::contains).isPresent();
        }
        others.ifPresent(tablesThatActed::add);
        return false;
    }

    private boolean isOpen() {
        return !isForOthers && candidate.takesIncludedRules();
    }

    private static int monthAndDay(LocalDate day) {
        return day.getMonthValue() * HUNDRED + day.getDayOfMonth();
    }

    private static int hoursAndMinutes(LocalTime time) {
        return time.getHour() * HUNDRED + time.getMinute();
    }
}
