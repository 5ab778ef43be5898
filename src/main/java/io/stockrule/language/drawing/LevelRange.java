package io.stockrule.language.drawing;

/// Levels beside each other.
///
/// @param first what is decided with the lowest
/// @param last with the highest
record LevelRange(LevelOutcomes first, LevelOutcomes last) {
    boolean isConstant(int profile) {
        return first.outcomes().get(profile).equals(last.outcomes().get(profile));
    }
}
