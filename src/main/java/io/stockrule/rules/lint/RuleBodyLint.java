package io.stockrule.rules.lint;

import com.github.javaparser.ParseProblemException;
import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.mvel.parser.DrlxParser;
import org.drools.mvel.parser.ast.expr.DrlxExpression;
import org.drools.mvel.parser.ast.expr.HalfBinaryExpr;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/// Checks both sides of one rule: `$fact : Fact(comparisons)` and `$fact.operation(arguments);`
final class RuleBodyLint {
    private static final Set<UnaryExpr.Operator> SIGNS =
            EnumSet.of(UnaryExpr.Operator.LOGICAL_COMPLEMENT, UnaryExpr.Operator.MINUS);

    private final RuleDescr rule;
    private final RuleFileKind kind;
    private final Operations operations;
    private final RulePlaces places;
    private final Consumer<Finding> problems;

    /// @param places where in the file its parts stand
    RuleBodyLint(RuleDescr rule, RuleFileKind kind, RulePlaces places, Consumer<Finding> problems) {
        this.rule = rule;
        this.kind = kind;
        this.operations = Operations.of(kind.fact());
        this.places = places;
        this.problems = problems;
    }

    void check() {
        var pattern = onlyPattern();
        if (pattern.isEmpty()) {
            problems.accept(new Finding(
                    rule.getLine(), "a rule needs exactly one pattern, " + kind.pattern() + ", and nothing beside it"));
            return;
        }
        pattern.get().getConstraint().getDescrs().forEach(this::checkCondition);
        if (!rule.getNamedConsequences().isEmpty()
                || !isOneOperation(pattern.get().getIdentifier())) {
            problems.accept(new Finding(places.ofAction(), whyNoOperation()));
        }
    }

    private String whyNoOperation() {
        var action = String.valueOf(rule.getConsequence()).strip();
        return Slips.inAction(action, operations)
                .orElseGet(() -> "the right-hand side needs exactly one operation of the " + kind.word()
                        + ", whose arguments are numbers or its inputs, not " + action);
    }

    private Optional<PatternDescr> onlyPattern() {
        return rule.getLhs().getDescrs().size() == 1
                        && rule.getLhs().getDescrs().getFirst() instanceof PatternDescr pattern
                        && isPlain(pattern)
                ? Optional.of(pattern)
                : Optional.empty();
    }

    private boolean isPlain(PatternDescr pattern) {
        return kind.fact().getSimpleName().equals(pattern.getObjectType())
                && pattern.getIdentifier() != null
                && pattern.getSource() == null
                && pattern.getBehaviors().isEmpty()
                && pattern.getAnnotationNames().isEmpty()
                && !pattern.isUnification();
    }

    private void checkCondition(BaseDescr condition) {
        if (condition instanceof ExprConstraintDescr expression) {
            checkCondition(expression.getExpression());
        } else {
            refuse(condition.toString());
        }
    }

    private void checkCondition(String text) {
        Consumer<String> tell = message -> problems.accept(new Finding(places.ofCondition(text), message));
        var parsed = parse(text);
        var slip = parsed.flatMap(condition -> Slips.inCondition(condition, this::isKnown, operations));
        if (slip.isPresent()) {
            tell.accept(slip.get() + ": " + text);
            return;
        }
        var comparison = parsed.filter(this::isComparison);
        if (comparison.isEmpty()) {
            refuse(text);
            return;
        }
        ComparedKinds.mismatch(comparison.get(), operations)
                .ifPresentOrElse(
                        mismatch -> tell.accept(mismatch + ": " + text), () -> kind.checkCondition(text, tell));
    }

    private void refuse(String condition) {
        problems.accept(new Finding(
                places.ofCondition(condition),
                "a condition compares inputs of the " + kind.word() + " with constants and calls nothing: "
                        + condition));
    }

    /// Empty also for one that binds a variable.
    private static Optional<Expression> parse(String text) {
        try {
            DrlxExpression parsed =
                    DrlxParser.parseExpression(DrlxParser.buildDrlxParserWithArguments(List.of()), text);
            return parsed.getBind() == null ? Optional.of(parsed.getExpr()) : Optional.empty();
        } catch (ParseProblemException e) {
            return Optional.empty();
        }
    }

    /// Whatever is not named here is refused.
    private boolean isComparison(Expression expression) {
        return switch (expression) {
            case LiteralExpr _ -> true;
            case NameExpr name -> isKnown(name.getNameAsString());
            case FieldAccessExpr field -> isComparison(field.getScope());
            case EnclosedExpr enclosed -> isComparison(enclosed.getInner());
            case UnaryExpr not -> SIGNS.contains(not.getOperator()) && isComparison(not.getExpression());
            case BinaryExpr binary -> isComparison(binary.getLeft()) && isComparison(binary.getRight());
            case HalfBinaryExpr half -> isComparison(half.getRight());
            case PointFreeExpr in ->
                isComparison(in.getLeft()) && in.getRight().stream().allMatch(this::isComparison);
            case MethodCallExpr question -> isQuestion(question);
            default -> false;
        };
    }

    /// An input, or the class of a constant such as `Mode.SINGLE_STOCK`.
    private boolean isKnown(String name) {
        return operations.typeOfInput(name).isPresent()
                || kind.imports().stream().anyMatch(it -> it.endsWith("." + name));
    }

    /// `hasAtLeast(5, "Berlin")`: an input that needs arguments.
    private boolean isQuestion(MethodCallExpr call) {
        return call.getScope().isEmpty()
                && call.getArguments().stream().allMatch(LiteralExpr.class::isInstance)
                && operations.hasQuestion(call);
    }

    private boolean isOneOperation(String candidate) {
        try {
            var statements = StaticJavaParser.parseBlock("{" + rule.getConsequence() + "}")
                    .getStatements();
            return statements.size() == 1
                    && statements.getFirst().orElseThrow() instanceof ExpressionStmt statement
                    && statement.getExpression() instanceof MethodCallExpr call
                    && isOn(candidate, call)
                    && call.getArguments().stream().allMatch(argument -> isPlain(candidate, argument))
                    && operations.exists(call);
        } catch (ParseProblemException e) {
            return false;
        }
    }

    private static boolean isPlain(String candidate, Expression argument) {
        return argument instanceof IntegerLiteralExpr
                || argument instanceof LongLiteralExpr
                || argument instanceof StringLiteralExpr
                || argument instanceof MethodCallExpr call
                        && isOn(candidate, call)
                        && call.getArguments().isEmpty();
    }

    private static boolean isOn(String candidate, MethodCallExpr call) {
        return call.getScope()
                .filter(scope ->
                        scope instanceof NameExpr name && name.getNameAsString().equals(candidate))
                .isPresent();
    }
}
