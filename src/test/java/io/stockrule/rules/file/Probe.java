package io.stockrule.rules.file;

import java.util.ArrayList;
import java.util.List;

/// A fact that remembers what rules did to it. Public, since compiled rules see it from another class loader.
public final class Probe {
    private final int input;
    private final List<String> log = new ArrayList<>();
    private int amount;

    Probe(int input) {
        this.input = input;
    }

    public int getInput() {
        return input;
    }

    public int getAmount() {
        return amount;
    }

    public void setAmount(int amount, String by) {
        this.amount = amount;
        note(by);
    }

    public void note(String what) {
        log.add(what);
    }

    public void fail() {
        throw new IllegalStateException("on purpose");
    }

    List<String> log() {
        return log;
    }
}
