package io.stockrule.language.coverage;

import io.stockrule.language.Expectation;
import io.stockrule.language.Findings;
import io.stockrule.language.Profile;
import io.stockrule.language.Span;
import io.stockrule.language.meaning.FactsRead;
import io.stockrule.language.meaning.OneListing;
import io.stockrule.language.reading.ProfileBuilder;
import io.stockrule.language.reading.ProfileParser;
import io.stockrule.language.writing.ExpectationWriter;
import io.stockrule.language.writing.ProfileWriter;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import java.util.stream.Collectors;

/// Facts and what comes of them as the line that a merchant would write.
record ExampleLine(Profile profile) {
    String written(ListingFacts facts, Outcome outcome) {
        return ExpectationWriter.write(new Expectation(facts, Variation.expected(outcome), "", Span.NOWHERE), profile);
    }

    /// Whether who reads the line gets these facts.
    boolean says(ListingFacts facts) {
        var selection = ProfileWriter.selection(
                        OneListing.profile(profile, facts).selection())
                .collect(Collectors.joining());
        var counting = FactsRead.holdingsBy(profile) ? "count on hand" : "";
        var text = "profile \"A\"\n%s\n%s\n%s\n".formatted(selection, counting, written(facts, new Outcome.Stops()));
        var findings = new Findings();
        var read = ProfileBuilder.build(ProfileParser.parse(text, findings).statements());
        return !findings.hasErrors() && read.expectations().getFirst().facts().equals(facts);
    }
}
