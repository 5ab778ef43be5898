package io.stockrule.listing.catalogue;

import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Catalogues in simulated time, with other limits than the service's.
public record TestCatalogues(Catalogues catalogues, CatalogueSweep sweep) {
    public static final Duration KEPT_FOR = Duration.ofDays(7);

    /// @param mostRows that are kept of a report
    /// @param mostOddRows that are kept of those that could not be taken
    public static TestCatalogues at(InstantSource time, int mostRows, int mostOddRows) {
        var database = CDI.current().select(Jdbi.class).get();
        var config = new Settings(KEPT_FOR, mostRows, mostOddRows);
        return new TestCatalogues(new Catalogues(database, time, config), new CatalogueSweep(database, time, config));
    }

    private record Settings(Duration keptFor, int mostRows, int mostOddRows) implements KeptCatalogueConfig {}
}
