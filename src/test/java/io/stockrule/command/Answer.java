package io.stockrule.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What a command said, and how it ended.
record Answer(int exitCode, String out, String err) {
    static Answer of(String... args) {
        return watched(new Terminals(false, false), args);
    }

    /// @param terminals where a person watches
    static Answer watched(Terminals terminals, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = StockruleCommand.run(new PrintWriter(out), new PrintWriter(err), terminals, args);
        return new Answer(exitCode, out.toString(), err.toString());
    }
}
