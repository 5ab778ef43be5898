package io.stockrule;

import java.util.LinkedHashSet;
import java.util.List;

/// Profile texts of somebody who wants to run code with them. Every payload would set the marker if anything ever ran
/// it.
public final class HostileTexts {
    private static final String MARKER = "stockrule.hostile";
    private static final String CALL = "System.setProperty(\"" + MARKER + "\", \"1\");";

    /// What is to be run, in the languages that rules, templates and queries have.
    private static final List<String> PAYLOADS = List.of(
            CALL,
            "java.lang." + CALL,
            "end rule \"x\" when then " + CALL + " end",
            "\" when then " + CALL + " end rule \"y",
            "then " + CALL,
            "eval(System.setProperty(\"" + MARKER + "\", \"1\") == null)",
            "> " + CALL,
            "\n> " + CALL,
            "function void f() { " + CALL + " }",
            "import java.lang.System; " + CALL,
            "*/ " + CALL + " /*",
            "// \n" + CALL,
            "\\u0022 + " + CALL + " + \\u0022",
            "\\\" + " + CALL + " + \\\"",
            "${T(java.lang.System).setProperty('" + MARKER + "','1')}",
            "#{T(java.lang.System).setProperty('" + MARKER + "','1')}",
            "@{System.setProperty('" + MARKER + "','1')}",
            "@declare{x}" + CALL + "@end{}",
            "[when]x=eval(true) [then]y=" + CALL,
            "{{#with \"s\" as |x|}}" + CALL + "{{/with}}",
            "'); select set_config('" + MARKER + "', '1', false); --",
            "$(setprop " + MARKER + ")",
            "`" + CALL + "`",
            "<script>" + CALL + "</script>",
            "\u202E;)\"1\" ,\"" + MARKER + "\"(ytreporPtes.metsyS",
            "\uFF02 + " + CALL + " + \uFF02",
            "\u201D + " + CALL,
            "dialect \"mvel\" " + CALL,
            "accumulate($x : Object(), init(" + CALL + "))",
            "from java.util.List.of(System.setProperty(\"" + MARKER + "\", \"1\"))");

    /// Where it is put: between quotes, as a word, as a line, behind a comment sign.
    private static final List<String> CARRIERS = List.of(
            "profile \"%s\"",
            "profile \"H\"\nuse warehouses \"%s\"",
            "profile \"H\"\nuse all warehouses except \"%s\"",
            "profile \"H\"\nuse the first of \"%s\", \"B\" with at least 1",
            "profile \"H\"\nkeep 1 in reserve at \"%s\"",
            "profile \"H\"\ninclude rules \"%s\"",
            "profile \"H\"\nwhen vendor is \"%s\" then list 1",
            "profile \"H\"\nwhen tag is one of \"a\", \"%s\" then hold",
            "profile \"H\"\nwhen title contains \"%s\" or available is 1 then stop",
            "profile \"H\"\nwhen not sku starts with \"%s\" then add 1",
            "profile \"H\"\nwhen available at \"%s\" is below 3 then list 0",
            "profile \"H\"\ncount on hand where vendor is \"%s\"",
            "profile \"H\"\ncount %s",
            "profile \"H\"\nwhen incoming at \"%s\" is below 3 then list 0",
            "profile \"H\"\nexpect \"%s\" 4 on hand 9 incoming 2 lists 4",
            "profile \"H\"\nexpect available 1 with vendor is \"%s\" lists 1",
            "profile \"H\"\nwhen metafield \"%s\" is \"a\" then hold",
            "profile \"H\"\nwhen metafield \"custom.season\" is \"%s\" then hold",
            "profile \"H\"\nquantity single stock where product status is \"%s\"",
            "profile \"H\"\n# %s",
            "profile \"H\" # %s",
            "profile \"H\"\n%s",
            "%s\nprofile \"H\"",
            "profile \"H\"\nquantity %s",
            "profile \"H\"\nwhen %s then list 1",
            "profile \"H\"\nwhen available is 1 then %s",
            "profile \"H\"\nexpect \"%s\" 4 lists 4",
            "profile \"H\"\nexpect available 1 lists 1 then \"%s\" 4 lists 4",
            "profile \"H\"\nexpect available 1 lists 1 then 2 with tag is \"%s\" lists 2",
            "profile \"H\"\nexpect available 1 lists 1 then %s lists 1");

    private HostileTexts() {}

    /// Each payload in each place, as it is and with its quotes escaped as the language wants them.
    public static List<String> all() {
        var texts = new LinkedHashSet<String>();
        for (var payload : PAYLOADS) {
            var escaped = payload.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
            for (var carrier : CARRIERS) {
                texts.add(carrier.formatted(payload));
                if (carrier.contains("\"%s\"")) {
                    texts.add(carrier.formatted(escaped));
                }
            }
        }
        return List.copyOf(texts);
    }

    /// Whether anything has ever been run.
    public static boolean hasRun() {
        return System.getProperty(MARKER) != null;
    }
}
