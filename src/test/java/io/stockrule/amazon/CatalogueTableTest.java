package io.stockrule.amazon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.delivery.marketplace.CatalogueReports.Rows;
import io.stockrule.delivery.marketplace.ReportResult;
import io.stockrule.listing.catalogue.CatalogueRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTableTest {
    private static final int ROWS = 100_000;
    private static final String ROW = "Candle\t" + "long ".repeat(40) + "\tS-%06d\t5\tDEFAULT\tActive\n";
    private static final int ROW_BYTES = ROW.formatted(0).length();

    /// Not more of a report is read than its rows were given, but for a buffer: it may be as long as it likes.
    @Test
    void rows_are_given_as_they_come() throws IOException {
        var report = new Endless();
        var seen = new Rows() {
            private long rows;
            private long farthestAhead;

            @Override
            public void row(CatalogueRow row) {
                rows++;
                farthestAhead = Math.max(farthestAhead, report.read - rows * ROW_BYTES);
            }

            @Override
            public void odd(long line, String problem) {
                throw new AssertionError(line + ": " + problem);
            }
        };

        var result = CatalogueTable.read(report, Optional.of(UTF_8), Long.MAX_VALUE, seen);

        assertThat(result).isEqualTo(new ReportResult.Read(ROWS, 0, Optional.empty(), Optional.empty()));
        assertThat(report.read).isGreaterThan(20_000_000);
        assertThat(seen.farthestAhead).isLessThan(200_000);
    }

    /// A report that is made while it is read.
    private static final class Endless extends InputStream {
        private long read;
        private int next;
        private byte[] line =
                "item-name\titem-description\tseller-sku\tquantity\tfulfillment-channel\tstatus\n".getBytes(UTF_8);
        private int place;

        @Override
        public int read() {
            if (place == line.length && next < ROWS) {
                line = ROW.formatted(next++).getBytes(UTF_8);
                place = 0;
            }
            if (place == line.length) {
                return -1;
            }
            read++;
            return line[place++];
        }

        @Override
        public int read(byte[] into, int from, int most) {
            int first = read();
            if (first < 0) {
                return -1;
            }
            into[from] = (byte) first;
            int more = Math.min(most - 1, line.length - place);
            System.arraycopy(line, place, into, from + 1, more);
            place += more;
            read += more;
            return more + 1;
        }
    }
}
