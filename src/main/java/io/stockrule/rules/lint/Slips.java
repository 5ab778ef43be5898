package io.stockrule.rules.lint;

import com.github.javaparser.ParseProblemException;
import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import io.stockrule.language.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a person most often gets wrong in a rule, each with what to write instead.
final class Slips {
    private static final List<String> NUMBERS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern TEXTS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SINGLE_EQUALS = Pattern.compile("(?<![=!<>])=(?!=)");
    private static final int LONGEST_INT = 10;

    private Slips() {}

    /// @param isKnown whether a name means something in conditions
    static Optional<String> inCondition(Expression condition, Predicate<String> isKnown, Operations operations) {
        if (condition instanceof LiteralExpr literal && !literal.isBooleanLiteralExpr()) {
            return Optional.of("a value stands alone; numbers have no comma, and a comparison has two sides");
        }
        return condition.findAll(NameExpr.class).stream()
                .filter(name -> name.getParentNode()
                        .filter(MethodCallExpr.class::isInstance)
                        .isEmpty())
                .map(NameExpr::getNameAsString)
                .filter(name -> !isKnown.test(name))
                .findFirst()
                .map(name -> unknown(name, operations.inputs()))
                .or(() -> tooLong(condition));
    }

    private static Optional<String> tooLong(Expression condition) {
        return condition.findAll(IntegerLiteralExpr.class).stream()
                .map(IntegerLiteralExpr::getValue)
                .filter(Slips::isTooLong)
                .findFirst()
                .map(number -> "write " + number + "L, not " + number + ": a number as long as this ends with L");
    }

    /// Beyond what a number without the letter L may be.
    static boolean isTooLong(String number) {
        return DIGITS.matcher(number).matches()
                && (number.length() > LONGEST_INT || Long.parseLong(number) > Integer.MAX_VALUE);
    }

    /// @param line of a file that Drools does not understand
    static Optional<String> inLine(String line) {
        return SINGLE_EQUALS.matcher(TEXTS.matcher(line).replaceAll("")).find()
                ? Optional.of("write == to compare, not =")
                : Optional.empty();
    }

    /// @param action the whole right-hand side
    static Optional<String> inAction(String action, Operations operations) {
        return missingSemicolon(action).or(() -> call(action).flatMap(call -> inCall(call, operations)));
    }

    private static Optional<String> missingSemicolon(String action) {
        return !action.endsWith(";")
                        && !action.endsWith("}")
                        && call(action + ";").isPresent()
                ? Optional.of("a semicolon is missing at the end of " + action)
                : Optional.empty();
    }

    private static Optional<MethodCallExpr> call(String action) {
        try {
            return StaticJavaParser.parseStatement(action)
                    .toExpressionStmt()
                    .flatMap(statement -> statement.getExpression().toMethodCallExpr());
        } catch (ParseProblemException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> inCall(MethodCallExpr call, Operations operations) {
        var name = call.getNameAsString();
        if (!operations.has(name)) {
            return Suggestion.closest(name, operations.names())
                    .map(closest -> "unknown operation \"" + name + "\"; did you mean \"" + closest + "\"?");
        }
        var arguments = call.getArguments();
        if (arguments.size() > 1 && arguments.stream().allMatch(IntegerLiteralExpr.class::isInstance)) {
            return Optional.of(name + " takes one number, not " + arguments.size() + "; a number has no comma: "
                    + arguments.getFirst().orElseThrow());
        }
        return arguments.stream()
                .flatMap(argument -> inArgument(argument, operations).stream())
                .findFirst();
    }

    private static Optional<String> inArgument(Expression argument, Operations operations) {
        return switch (argument) {
            case NameExpr name -> Optional.of(unknown(name.getNameAsString(), operations.inputs()));
            case IntegerLiteralExpr number when isTooLong(number.getValue()) -> tooLong(number);
            default -> Optional.empty();
        };
    }

    private static String unknown(String name, Set<String> known) {
        int number = NUMBERS.indexOf(name.toLowerCase(Locale.ROOT));
        if (number >= 0) {
            return "write the number in digits, " + number + ", not " + name;
        }
        return "unknown word \"" + name + "\""
                + Suggestion.closest(name, new TreeSet<>(known))
                        .map("; did you mean \"%s\"?"::formatted)
                        .orElse("; texts stand in double quotes, and the inputs are in docs/rules.md");
    }
}
