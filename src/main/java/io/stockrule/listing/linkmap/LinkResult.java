package io.stockrule.listing.linkmap;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What became, or would become, of one line of a map.
///
/// @param line in the file or the report, or the place of the row that was given; from 1
/// @param variantId Shopify's own; absent if no single variant is meant
/// @param packSize if one was given
/// @param warnings what a spreadsheet may have made of its SKUs
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record LinkResult(
        int line,
        String storeSku,
        String amazonSku,
        Outcome outcome,
        Optional<Long> variantId,
        OptionalInt packSize,
        Optional<LinkProblem> problem,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {
    enum Outcome {
        /// The variant came into the list, linked.
        ADDED,
        /// It was in the list and is linked now.
        LINKED,
        /// It was linked like this before.
        UNCHANGED,
        REFUSED
    }

    /// @param type a stable name for programs
    /// @param detail a sentence for people
    /// @param suggestions store SKUs that are nearly the one given
    record LinkProblem(String type, String detail, List<String> suggestions) {}

    static LinkResult done(LinkRow line, Outcome outcome, long variantId) {
        return new LinkResult(
                line.number(),
                line.storeSku(),
                line.amazonSku(),
                outcome,
                Optional.of(variantId),
                line.packSize(),
                Optional.empty(),
                List.of());
    }

    static LinkResult refused(LinkRow line, String type, String detail) {
        return new LinkResult(
                line.number(),
                line.storeSku(),
                line.amazonSku(),
                Outcome.REFUSED,
                Optional.empty(),
                line.packSize(),
                Optional.of(new LinkProblem(type, detail, List.of())),
                List.of());
    }

    boolean isUnknown() {
        return problem.filter(it -> it.type().equals("unknown-sku")).isPresent();
    }

    LinkResult suggesting(List<String> skus) {
        return new LinkResult(
                line,
                storeSku,
                amazonSku,
                outcome,
                variantId,
                packSize,
                problem.map(it -> new LinkProblem(it.type(), it.detail(), skus)),
                warnings);
    }

    LinkResult warning(List<String> sentences) {
        return new LinkResult(line, storeSku, amazonSku, outcome, variantId, packSize, problem, sentences);
    }
}
