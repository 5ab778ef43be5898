package io.stockrule.command;

/// Which of a command's outputs a person watches on a terminal. Java cannot tell; `bin/stockrule` can, and says so.
///
/// @param out whether standard output is a terminal
/// @param err whether standard error is
record Terminals(boolean out, boolean err) {
    static Terminals ofThisProcess() {
        var named = System.getProperty("stockrule.terminals", "");
        return new Terminals(named.contains("out"), named.contains("err"));
    }
}
