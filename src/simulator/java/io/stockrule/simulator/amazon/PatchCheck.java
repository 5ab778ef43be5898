package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What makes Amazon answer a well-formed patch with 200 and INVALID: the product type schema's rules for
/// `fulfillment_availability`. Other attributes are none of a stock service's business and are unknown here.
final class PatchCheck {
    private static final Set<String> MEMBERS = Set.of(
            "fulfillment_channel_code",
            "quantity",
            "lead_time_to_ship_max_days",
            "restock_date",
            "is_inventory_available");
    private static final int LONGEST_LEAD_TIME = 30;

    private final SellerAccount account;
    private final String marketplace;
    private final List<Issue> issues = new ArrayList<>();

    private PatchCheck(SellerAccount account, String marketplace) {
        this.account = account;
        this.marketplace = marketplace;
    }

    static List<Issue> issues(PatchRequest request, SellerAccount account, String marketplace) {
        var check = new PatchCheck(account, marketplace);
        request.patches().forEach(check::check);
        return check.issues;
    }

    private void check(Patch patch) {
        if (!patch.attribute().equals(Patch.AVAILABILITY)) {
            issues.add(Issue.unknownAttribute(patch.attribute(), marketplace));
            return;
        }
        if (patch.op() != Patch.Op.DELETE && patch.value().isEmpty()) {
            issues.add(Issue.missing(Patch.AVAILABILITY, marketplace));
        }
        patch.value().forEach(element -> check(patch.op(), element));
    }

    private void check(Patch.Op op, JsonNode element) {
        var code = element.path("fulfillment_channel_code");
        if (!code.isTextual() || code.asText().isEmpty()) {
            issues.add(Issue.missing("fulfillment_channel_code", marketplace));
            return;
        }
        element.fieldNames().forEachRemaining(name -> bad(!MEMBERS.contains(name), name));
        bad(!account.hasChannel(code.asText()), "fulfillment_channel_code");
        if (op != Patch.Op.DELETE) {
            checkAmounts(op, element, code.asText());
        }
    }

    private void checkAmounts(Patch.Op op, JsonNode element, String code) {
        var quantity = element.get("quantity");
        // Merging a lead time alone was not possible when merge came:
        // https://github.com/amzn/selling-partner-api-models/issues/4841
        if (quantity == null && op == Patch.Op.MERGE && !element.has("is_inventory_available")) {
            issues.add(Issue.missing("quantity", marketplace));
        }
        boolean amazonsOwn = code.startsWith("AMAZON_");
        bad(quantity != null && (amazonsOwn || !isWithin(quantity, Integer.MAX_VALUE)), "quantity");
        bad(quantity != null && element.has("is_inventory_available"), "is_inventory_available");
        var leadTime = element.get("lead_time_to_ship_max_days");
        bad(leadTime != null && !isWithin(leadTime, LONGEST_LEAD_TIME), "lead_time_to_ship_max_days");
        var restock = element.get("restock_date");
        bad(restock != null && !isDate(restock.asText()), "restock_date");
        var always = element.get("is_inventory_available");
        bad(always != null && !always.isBoolean(), "is_inventory_available");
    }

    private void bad(boolean isBad, String field) {
        if (isBad) {
            issues.add(Issue.badValue(field, marketplace));
        }
    }

    private static boolean isWithin(JsonNode number, int most) {
        return number.isIntegralNumber()
                && number.canConvertToInt()
                && number.intValue() >= 0
                && number.intValue() <= most;
    }

    private static boolean isDate(String text) {
        try {
            return text.contains("T") ? OffsetDateTime.parse(text) != null : LocalDate.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
