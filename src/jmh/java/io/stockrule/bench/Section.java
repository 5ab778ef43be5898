package io.stockrule.bench;

import java.util.List;

/// One thing to measure.
interface Section {
    /// As it is called on the command line.
    String name();

    /// @throws Exception when it cannot be measured; the other sections go on
    List<Row> measure(Place place) throws Exception;
}
