package io.stockrule.language.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A profile of a few statements, with numbers small enough to try every stock.
public record Written(Random random, List<String> warehouses) {
    public String text() {
        var lines = new ArrayList<String>();
        lines.add("profile \"Written\"");
        if (!warehouses.isEmpty()) {
            lines.add(of(
                    "use warehouse \"Wien\"",
                    "use warehouses \"Berlin\", \"Wien\"",
                    "use the first of \"Berlin\", \"Wien\" with at least " + number(4)));
            if (chance(40)) {
                lines.add("keep " + number(3) + " in reserve at \"Berlin\"");
            }
        }
        if (chance(40)) {
            lines.add("keep " + of(number(8), random.nextInt(101) + "%") + " in reserve");
        }
        if (chance(25)) {
            lines.add("offer " + (30 + random.nextInt(71)) + "%");
        }
        lines.add(of(
                "quantity product value",
                "quantity not more than " + number(12),
                "quantity single stock",
                "quantity product value"));
        if (chance(25)) {
            lines.add("list nothing below " + number(6));
        }
        if (chance(30)) {
            lines.addAll(limited());
        }
        if (chance(25)) {
            lines.add("list in steps of " + (2 + random.nextInt(6)));
        }
        int exceptions = random.nextInt(4);
        for (int i = 0; i < exceptions; i++) {
            lines.add("when " + condition() + " then " + action());
        }
        return String.join("\n", lines);
    }

    private List<String> limited() {
        var lines = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            lines.add(of(
                            "quantity not more than " + number(9),
                            "quantity single stock",
                            "quantity product value",
                            "keep " + number(5) + " in reserve",
                            "offer 50%",
                            "list nothing below " + number(6),
                            "list in steps of " + (2 + random.nextInt(6)),
                            warehouses.isEmpty() ? "list nothing below 2" : "use warehouse \"Berlin\"")
                    + " where " + (chance(20) ? "not " : "") + trait());
        }
        return lines;
    }

    private String condition() {
        return switch (random.nextInt(5)) {
            case 0 -> test() + " and " + test();
            case 1 -> test() + " or " + test();
            case 2 -> "not " + test();
            default -> test();
        };
    }

    private String test() {
        int kind = random.nextInt(8);
        return kind < 4 ? trait(kind) : amount() + " is " + comparison();
    }

    private String trait() {
        return trait(random.nextInt(4));
    }

    private String trait(int kind) {
        return switch (kind) {
            case 0 -> of("sku is \"A\"", "sku is \"B\"", "sku is not empty", "sku is \"AB\"");
            case 1 -> of("sku starts with \"A\"", "sku ends with \"B\"");
            case 2 -> of("tag is \"x\"", "tag is \"y\"", "tag is empty");
            default ->
                of(
                        "date is 2026-12-24",
                        "date is before 2026-12-25",
                        "date is after 12-23",
                        "date is between 12-24 and 01-06",
                        "shopify keeps selling");
        };
    }

    private String amount() {
        var all = new ArrayList<>(List.of("available", "sellable", "listed"));
        warehouses.forEach(name -> all.add("available at \"" + name + "\""));
        return all.get(random.nextInt(all.size()));
    }

    private String comparison() {
        int low = random.nextInt(warehouses.isEmpty() ? 20 : 6);
        return of("" + low, "not " + low, "below " + low, "above " + low, "between " + low + " and " + (low + 3));
    }

    private String action() {
        return of(
                "list " + number(9),
                "list at most " + number(9),
                "list at least " + number(9),
                "add " + number(5),
                "subtract " + number(5),
                "hold",
                "stop",
                "list product value");
    }

    private String number(int bound) {
        return String.valueOf(random.nextInt(bound));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String of(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
