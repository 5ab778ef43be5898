package io.stockrule.stockfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import io.stockrule.rules.OurRules;
import io.stockrule.rules.Rules;
import io.stockrule.table.Mistake;
import io.stockrule.table.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Shopify's own exports, as they are downloaded.
class ShopifyExportsTest {
    private static final Rules RULES = OurRules.RULES;
    private static final DecideRun.Options OPTIONS =
            new DecideRun.Options(Map.of(), "", LocalDateTime.of(2026, 12, 24, 10, 0), true);
    private static final String INVENTORY = "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,"
            + "Option3 Name,Option3 Value,SKU,HS Code,COO,Location,Incoming,Unavailable,Committed,Available,On hand\n";
    private static final String TWO_LOCATIONS = INVENTORY + """
            lamp,Lamp,Title,Default Title,,,,,LAMP-1,,,Berlin,0,0,1,4,5
            lamp,Lamp,Title,Default Title,,,,,LAMP-1,,,Wien,0,0,0,20,20
            vase,Vase,Title,Default Title,,,,,VASE-1,,,Berlin,0,0,0,not stocked,not stocked
            vase,Vase,Title,Default Title,,,,,VASE-1,,,Wien,0,0,0,7,7
            bowl,Bowl,Title,Default Title,,,,,"",,,Wien,0,0,0,7,7
            """;

    @Test
    void each_location_has_a_row_and_all_rows_of_a_variant_make_one_decision() throws IOException {
        var all = decide("", TWO_LOCATIONS);
        assertThat(all.said).containsExactly("2 LAMP-1 24", "4 VASE-1 7", "6 bowl 7");
        assertThat(all.rows).isEqualTo(new Rows(5, 0, 0));
        assertThat(decide("use warehouses \"Wien\"", TWO_LOCATIONS).said)
                .containsExactly("2 LAMP-1 20", "4 VASE-1 7", "6 bowl 7");
        assertThat(decide("use warehouses \"Berlin\"", TWO_LOCATIONS).said).startsWith("2 LAMP-1 4", "4 VASE-1 holds");
    }

    @Test
    void what_is_on_hand_and_incoming_is_read_for_a_profile_that_counts_it() throws IOException {
        assertThat(decide("count on hand", TWO_LOCATIONS).said).startsWith("2 LAMP-1 25", "4 VASE-1 7");
        var spoilt = TWO_LOCATIONS.replace("Berlin,0,0,1,4,5", "Berlin,soon,0,1,4,many");
        assertThat(decide("", spoilt).said).startsWith("2 LAMP-1 24");
        assertThat(decide("count on hand", spoilt).said).contains("2 62 \"many\" is not a whole number", "4 VASE-1 7");
    }

    @Test
    void what_a_warehouse_holds_stands_beside_what_is_available_there() throws IOException {
        var file = "sku,level:Berlin,On hand:Berlin,incoming:Berlin,level:Wien\nA,4,9,2,1\nB,4,,0,1\n";
        assertThat(decide("count on hand and incoming", file).said).containsExactly("2 A 11", "3 B holds");
        assertThat(decide("use warehouse \"Wien\"\nwhen on hand at \"Berlin\" is 9 then list 2", file).said)
                .containsExactly("2 A 2", "3 B 1");
    }

    @Test
    void rows_of_a_variant_may_stand_apart() throws IOException {
        var sorted = INVENTORY + """
                lamp,Lamp,Title,Default Title,,,,,LAMP-1,,,Berlin,0,0,1,4,5
                vase,Vase,Title,Default Title,,,,,VASE-1,,,Berlin,0,0,0,1,1
                lamp,Lamp,Title,Default Title,,,,,LAMP-1,,,Wien,0,0,0,20,20
                """;
        assertThat(decide("", sorted).said).containsExactly("2 LAMP-1 24", "3 VASE-1 1");
    }

    @Test
    void the_present_header_is_read_like_the_older_one() throws IOException {
        var file = "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU,"
                + "HS Code,COO,Location,Bin name,Incoming (not editable),Unavailable (not editable),"
                + "Committed (not editable),Available (not editable),On hand (current),On hand (new)\n"
                + "lamp,Lamp,Title,Default Title,,,,,LAMP-1,,,Berlin,,0,0,1,4,5,\n";
        assertThat(decide("", file).said).containsExactly("2 LAMP-1 4");
    }

    @Test
    void each_location_may_have_a_column() throws IOException {
        var file = "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU,"
                + "HS Code,COO,Berlin,Wien\n"
                + "lamp,Lamp,Color,Red,Size,M,,,LAMP-1,,,4,20\n"
                + "lamp,Lamp,Color,Red,Size,L,,,,,,not stocked,Not stocked\n"
                + "lamp,Lamp,Color,Blue,Size,L,,,,,,3,not stocked\n";
        assertThat(decide("", file).said).containsExactly("2 LAMP-1 24", "3 lamp Red / L holds", "4 lamp Blue / L 3");
        assertThat(decide("use warehouses \"Wien\"", file).said).startsWith("2 LAMP-1 20");
    }

    @Test
    void a_shop_without_skus_is_decided_by_handles() throws IOException {
        assertThat(decide("", "Handle,Title,SKU,Available\nring,Ring,,1\nchain,Chain,,2\nring,Ring,,3\n").said)
                .containsExactly("4 1 the variant \"ring\" stands on line 2 already", "2 ring 1", "3 chain 2");
    }

    @Test
    void in_an_export_of_products_the_first_row_of_a_handle_speaks_for_all_of_them() throws IOException {
        var file = """
                Handle,Title,Vendor,Type,Tags,Variant SKU,Variant Inventory Qty,Variant Inventory Policy,Variant Barcode
                mug,Mug,Lumen,Cup,"fragile, gift",MUG-S,10,deny,'0401234567891
                mug,,,,,MUG-L,10,continue,'0401234567892
                mug,,,,,,,,
                """;
        var answer = decide("when tag is \"fragile\" then list at most 2", file);
        assertThat(answer.said).containsExactly("2 MUG-S 2", "3 MUG-L 2");
        assertThat(decide("when barcode is \"0401234567892\" then stop", file).said)
                .containsExactly("2 MUG-S 10", "3 MUG-L 0");
        assertThat(answer.rows).isEqualTo(new Rows(2, 0, 1));
        assertThat(decide("when vendor is \"Lumen\" then list 1", file).said).containsExactly("2 MUG-S 1", "3 MUG-L 1");
    }

    @Test
    void the_newer_names_of_an_export_of_products_are_known_too() throws IOException {
        var file = """
                Title,URL handle,Vendor,Type,Tags,SKU,Barcode,Option1 value,Inventory tracker,Inventory quantity,Continue selling when out of stock
                Mug,mug,Lumen,Cup,fragile,MUG-S,,S,shopify,10,DENY
                ,mug,,,,MUG-L,,L,,10,CONTINUE
                """;
        assertThat(decide("when tag is \"fragile\" then list at most 2", file).said)
                .containsExactly("2 MUG-S 2", "3 MUG-L holds");
    }

    @Test
    void a_row_whose_products_first_row_does_not_stand_above_is_refused() throws IOException {
        var sorted = """
                Handle,Title,Tags,Variant SKU,Variant Inventory Qty
                mug,,,MUG-L,10
                lamp,Lamp,,LAMP,3
                mug,Mug,fragile,MUG-S,10
                """;
        assertThat(decide("", sorted).said)
                .containsExactly(
                        "2 1 the first row of the handle \"mug\", with title, vendor and tags, does not stand above",
                        "3 LAMP 3",
                        "4 MUG-S 10");
    }

    @Test
    void a_variant_is_not_decided_when_one_of_its_rows_has_a_mistake() throws IOException {
        var answer = decide("", TWO_LOCATIONS.replace(",20,20", ",2O,20"));
        assertThat(answer.said)
                .containsExactly(
                        "2 1 the stock of the sku \"LAMP-1\" is not known: its row on line 3 has a mistake",
                        "3 55 \"2O\" is not a whole number",
                        "4 VASE-1 7",
                        "6 bowl 7");
        assertThat(answer.rows).isEqualTo(new Rows(3, 2, 0));
    }

    @Test
    void a_row_that_cannot_be_read_may_be_its_neighbours() throws IOException {
        var answer =
                decide("", TWO_LOCATIONS.replace("lamp,Lamp,Title,Default Title,,,,,LAMP-1,,,Wien", "lamp,\"Lamp\"x"));
        assertThat(answer.rows).isEqualTo(new Rows(1, 4, 0));
        assertThat(answer.said).contains("6 bowl 7").noneMatch(said -> said.startsWith("2 LAMP-1"));
    }

    @Test
    void a_location_that_comes_twice_is_refused_with_its_variant() throws IOException {
        var answer = decide("", TWO_LOCATIONS.replace("LAMP-1,,,Wien", "LAMP-1,,,Berlin"));
        assertThat(answer.said)
                .contains("3 1 the location \"Berlin\" of the sku \"LAMP-1\" stands on line 2 already")
                .noneMatch(said -> said.startsWith("2 LAMP-1"));
        assertThat(answer.rows).isEqualTo(new Rows(3, 2, 0));
    }

    @Test
    void skus_that_a_spreadsheet_has_spoilt_are_doubted() throws IOException {
        assertThat(decide("", "sku,available\n1.23E+11,1\n'0042,2\nE+1,3\n").said)
                .containsExactly(
                        "2 1 the sku \"1.23E+11\" looks like a number that a spreadsheet has shortened; its digits are"
                                + " lost in this file: export it anew, and open it with the column as text",
                        "3 1 the sku \"'0042\" has an apostrophe as spreadsheets use it; likely it should be \"0042\"",
                        "2 1.23E+11 1",
                        "3 '0042 2",
                        "4 E+1 3");
    }

    @Property(tries = 300)
    void every_row_is_answered_for(@ForAll("inventories") List<String> rows) throws IOException {
        var file = INVENTORY + String.join("\n", rows);
        var answer = decide("", file);
        assertThat(answer.rows.all()).as(file + "\n" + answer.said).isEqualTo(rows.size());
        assertThat(answer.refused).isEqualTo(answer.rows.refused());
    }

    @Provide
    Arbitrary<List<String>> inventories() {
        var handles = Arbitraries.of("lamp", "vase", "", "\"lamp", "bowl\"");
        var titles = Arbitraries.of("Lamp", "", "\"Lamp\"", "12\" lamp", "\"");
        var skus = Arbitraries.of("A", "B", "", "\"C\"", "1E+5");
        var locations = Arbitraries.of("Berlin", "Wien", "", "\"Wien");
        var units = Arbitraries.of("1", "-2", "", "not stocked", "x", "\"3\"");
        return Combinators.combine(handles, titles, skus, locations, units)
                .as((handle, title, sku, location, available) ->
                        "%s,%s,,,,,,,%s,,,%s,0,0,0,%s,0".formatted(handle, title, sku, location, available))
                .list()
                .ofMaxSize(12);
    }

    @Test
    void many_rows_per_location_are_gathered() throws IOException {
        var rows = IntStream.range(0, 20_000)
                .mapToObj(i -> "p%d,P,,,,,,,S%d,,,%s,0,0,0,%d,0\n".formatted(i / 2, i / 2, i % 2 == 0 ? "A" : "B", i))
                .collect(joining());
        var answer = decide("", INVENTORY + rows);
        assertThat(answer.said).hasSize(10_000).endsWith("20000 S9999 39997");
        assertThat(answer.rows).isEqualTo(new Rows(20_000, 0, 0));
    }

    @Test
    void variants_whose_rows_follow_each_other_are_decided_before_the_file_has_come_to_its_end() throws IOException {
        var rows = IntStream.range(0, 20_000)
                .mapToObj(i -> "p%d,P,,,,,,,S%d,,,%s,0,0,0,%d,0\n".formatted(i / 2, i / 2, i % 2 == 0 ? "A" : "B", i))
                .collect(joining());
        var again = new StockFile(
                () -> new ByteArrayInputStream((INVENTORY + rows).getBytes(UTF_8)), Optional.empty(), Long.MAX_VALUE);
        var breaksOff = Table.open(
                new SequenceInputStream(again.source().open(), new BrokenStream()), Optional.of(UTF_8), Long.MAX_VALUE);
        var heard = new Heard();
        assertThatThrownBy(() -> DecideRun.decide(profile(""), RULES, OPTIONS, breaksOff, Optional.of(again), heard))
                .isInstanceOf(IOException.class);
        assertThat(heard.said).hasSizeGreaterThanOrEqualTo(1_000).startsWith("2 S0 1", "4 S1 5");
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("broken off");
        }
    }

    /// What was said of a file, in its order.
    private static final class Heard implements Answers {
        private final List<String> said = new ArrayList<>();
        private long refused;
        private Rows rows = new Rows(0, 0, 0);

        @Override
        public void decided(long line, Item item, DecisionCells cells) {
            var name = item.sku().isEmpty() ? (item.handle() + " " + item.options()).strip() : item.sku();
            said.add("%d %s %s"
                    .formatted(
                            line,
                            name,
                            cells.quantity().isEmpty() ? cells.kind().word() : cells.quantity()));
        }

        @Override
        public void refused(List<Mistake> mistakes) {
            refused++;
            mistakes.forEach(this::doubted);
        }

        @Override
        public void doubted(Mistake doubt) {
            said.add("%d %d %s".formatted(doubt.line(), doubt.column(), doubt.message()));
        }

        @Override
        public void remark(String sentence) {}

        @Override
        public void flush() {}
    }

    /// Reads the file in both ways, which come to the same.
    private static Heard decide(String statements, String csv) throws IOException {
        var file = new StockFile(() -> new ByteArrayInputStream(csv.getBytes(UTF_8)), Optional.empty(), Long.MAX_VALUE);
        var once = decide(statements, file, Optional.empty());
        var twice = decide(statements, file, Optional.of(file));
        assertThat(twice.said).containsExactlyInAnyOrderElementsOf(once.said);
        assertThat(twice.rows).isEqualTo(once.rows);
        return once;
    }

    private static Heard decide(String statements, StockFile file, Optional<StockFile> again) throws IOException {
        var stock = Table.open(file.source().open(), file.encoding(), file.mostBytes());
        assertThat(DecideRun.mistakesOfHeader(profile(statements), stock, OPTIONS))
                .isEmpty();
        var heard = new Heard();
        heard.rows = DecideRun.decide(profile(statements), RULES, OPTIONS, stock, again, heard);
        return heard;
    }

    private static Profile profile(String statements) {
        return switch (Checker.check("profile \"Test\"\n" + statements, KnownNames.ANY)) {
            case Checked.Accepted accepted -> accepted.profile();
            case Checked.Rejected rejected -> throw new AssertionError(rejected);
        };
    }
}
