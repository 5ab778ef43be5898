package io.stockrule.language.learning;

import io.stockrule.language.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The selections of warehouses that are tried.
final class Selections {
    /// Of so many warehouses every selection is tried; of more, those of one or two, and of all but one
    /// or two.
    static final int ALL_TRIED = 5;

    private static final int MOST_WAREHOUSES = 20;

    /// Warehouses that are chosen or left out where not all selections can be tried.
    private static final int FEW = 2;

    private Selections() {}

    /// The shortest first.
    static List<Selection> of(List<String> warehouses) {
        var selections = new ArrayList<Selection>(List.of(new Selection.All()));
        if (warehouses.size() > 1) {
            named(warehouses).stream()
                    .sorted(Comparator.comparingInt(List::size))
                    .map(chosen -> selection(chosen, warehouses))
                    .forEach(selections::add);
        }
        return selections;
    }

    /// What is said where not all are.
    static String told(List<String> warehouses) {
        var among = warehouses.size() > MOST_WAREHOUSES ? " among the first " + MOST_WAREHOUSES : "";
        return "of %d warehouses not every selection was tried, only those of one or two%s, and of all but one or two%s"
                .formatted(warehouses.size(), among, among);
    }

    static boolean areAllTried(List<String> warehouses) {
        return warehouses.size() <= ALL_TRIED;
    }

    private static List<List<String>> named(List<String> warehouses) {
        var named = new ArrayList<List<String>>();
        int size = Math.min(warehouses.size(), MOST_WAREHOUSES);
        for (int chosen = 1; chosen < (1 << size) - 1; chosen++) {
            int count = Integer.bitCount(chosen);
            if (areAllTried(warehouses) || count <= FEW || count >= size - FEW) {
                named.add(names(warehouses, chosen));
            }
        }
        return named;
    }

    private static List<String> names(List<String> warehouses, int chosen) {
        var names = new ArrayList<String>();
        for (int i = 0; i < warehouses.size(); i++) {
            if (i >= MOST_WAREHOUSES ? Integer.bitCount(chosen) > FEW : (chosen & 1 << i) != 0) {
                names.add(warehouses.get(i));
            }
        }
        return names;
    }

    /// Whichever is shorter; new warehouses count only where they are not named.
    private static Selection selection(List<String> chosen, List<String> warehouses) {
        int left = warehouses.size() - chosen.size();
        return chosen.size() <= left + 2
                ? new Selection.Named(chosen)
                : new Selection.AllExcept(warehouses.stream()
                        .filter(each -> !chosen.contains(each))
                        .toList());
    }
}
