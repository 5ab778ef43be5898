package io.stockrule.profile.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.language.Profile;
import io.stockrule.language.Word;
import io.stockrule.language.meaning.FactsRead;
import io.stockrule.stock.HeldPart;
import java.util.List;
import java.util.stream.Stream;

/// Which facts of a listing a text looks at, besides what is available.
///
/// @param warehouses that it names
/// @param words such as `vendor` and `product type`; all of them where included rules may look at any
/// @param held such as `on hand`; left out where it looks at nothing of that
/// @param date whether the date or the day counts
record ReadsView(
        List<String> warehouses,
        List<String> words,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> held,
        boolean date,
        boolean time,
        boolean keepsSelling) {
    static ReadsView of(Profile profile) {
        var read = FactsRead.by(profile);
        boolean any = profile.includesRules();
        var words = any ? Stream.concat(Word.named().stream(), metafields(read)) : read.words().stream();
        return new ReadsView(
                List.copyOf(read.warehouses()),
                words.map(Word::written).toList(),
                read.held().stream().map(HeldPart::written).toList(),
                any || read.date(),
                any || read.time(),
                any || read.keepsSelling());
    }

    private static Stream<Word> metafields(FactsRead read) {
        return read.metafields().stream().map(Word.Metafield::new);
    }
}
