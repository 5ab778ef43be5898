package io.stockrule.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drools.mvel.parser.ast.expr.HalfBinaryExpr;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/// Finds comparisons of one kind of thing with another. Drools makes Java of a text that is compared with a number,
/// whatever the text says, and tells of other mistakes without their line.
final class ComparedKinds {
    private static final Set<BinaryExpr.Operator> JOINING = EnumSet.of(BinaryExpr.Operator.AND, BinaryExpr.Operator.OR);

    private static final Set<BinaryExpr.Operator> COMPARING = EnumSet.of(
            BinaryExpr.Operator.EQUALS,
            BinaryExpr.Operator.NOT_EQUALS,
            BinaryExpr.Operator.LESS,
            BinaryExpr.Operator.LESS_EQUALS,
            BinaryExpr.Operator.GREATER,
            BinaryExpr.Operator.GREATER_EQUALS);

    private final Operations operations;

    private enum Kind {
        NUMBER("a number"),
        TEXT("a text"),
        TEXTS("a list of texts"),
        TRUTH("yes or no"),
        CHOICE("a choice"),
        NOTHING("nothing");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private ComparedKinds(Operations operations) {
        this.operations = operations;
    }

    /// @param condition one that compares inputs with constants
    /// @param operations of the fact that it looks at
    /// @return what is wrong with it
    static Optional<String> mismatch(Expression condition, Operations operations) {
        return new ComparedKinds(operations).mismatch(condition, Kind.NOTHING);
    }

    /// @param subject what a comparison without a left side compares: `cap != 4 || > 7`
    private Optional<String> mismatch(Expression condition, Kind subject) {
        return switch (condition) {
            case EnclosedExpr enclosed -> mismatch(enclosed.getInner(), subject);
            case UnaryExpr not -> mismatch(not.getExpression(), subject);
            case BinaryExpr joined
            when JOINING.contains(joined.getOperator()) ->
                mismatch(joined.getLeft(), subject)
                        .or(() -> mismatch(joined.getRight(), subject(joined.getLeft(), subject)));
            case BinaryExpr compared ->
                mismatch(compared.getLeft(), subject)
                        .or(() -> mismatch(compared.getRight(), subject))
                        .or(() -> compare(kind(compared.getLeft()), kind(compared.getRight())));
            case HalfBinaryExpr half -> compare(subject, kind(half.getRight()));
            case PointFreeExpr in ->
                in.getRight().stream()
                        .flatMap(right -> compare(one(kind(in.getLeft())), kind(right)).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private Kind subject(Expression before, Kind otherwise) {
        return switch (before) {
            case EnclosedExpr enclosed -> subject(enclosed.getInner(), otherwise);
            case BinaryExpr joined when JOINING.contains(joined.getOperator()) -> subject(joined.getLeft(), otherwise);
            case BinaryExpr compared -> kind(compared.getLeft());
            case PointFreeExpr in -> kind(in.getLeft());
            default -> otherwise;
        };
    }

    private static Optional<String> compare(Kind left, Kind right) {
        return left == right || left == Kind.NOTHING && right != Kind.TEXT || right == Kind.NOTHING
                ? Optional.empty()
                : Optional.of(left.words + " cannot be compared with " + right.words);
    }

    /// `tags contains "mug"`
    private static Kind one(Kind kind) {
        return kind == Kind.TEXTS ? Kind.TEXT : kind;
    }

    private Kind kind(Expression expression) {
        return switch (expression) {
            case NullLiteralExpr _ -> Kind.NOTHING;
            case BooleanLiteralExpr _ -> Kind.TRUTH;
            case StringLiteralExpr _, TextBlockLiteralExpr _, CharLiteralExpr _ -> Kind.TEXT;
            case LiteralExpr _ -> Kind.NUMBER;
            case EnclosedExpr enclosed -> kind(enclosed.getInner());
            case UnaryExpr signed ->
                signed.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT
                        ? Kind.TRUTH
                        : kind(signed.getExpression());
            case BinaryExpr binary -> kind(binary);
            case MethodCallExpr _ -> Kind.TRUTH;
            case NameExpr name ->
                operations
                        .typeOfInput(name.getNameAsString())
                        .map(ComparedKinds::kind)
                        .orElse(Kind.CHOICE);
            default -> Kind.CHOICE;
        };
    }

    private Kind kind(BinaryExpr binary) {
        boolean isTruth = JOINING.contains(binary.getOperator()) || COMPARING.contains(binary.getOperator());
        return isTruth ? Kind.TRUTH : kind(binary.getLeft());
    }

    private static Kind kind(Class<?> type) {
        if (type == String.class) {
            return Kind.TEXT;
        }
        if (List.class.isAssignableFrom(type)) {
            return Kind.TEXTS;
        }
        if (type == boolean.class) {
            return Kind.TRUTH;
        }
        return type.isPrimitive() ? Kind.NUMBER : Kind.CHOICE;
    }
}
