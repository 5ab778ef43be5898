package io.stockrule.rules;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The operations that a right-hand side may call: what is public in [Candidate] and changes it.
final class Operations {
    private Operations() {}

    /// True when the candidate has the operation, with parameters that take these arguments.
    static boolean exists(MethodCallExpr call) {
        return Arrays.stream(Candidate.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getReturnType() == void.class)
                .filter(method -> method.getName().equals(call.getNameAsString()))
                .anyMatch(method -> takes(method, call.getArguments()));
    }

    private static boolean takes(Method operation, List<Expression> arguments) {
        var parameters = operation.getParameterTypes();
        if (parameters.length != arguments.size()) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            var type = parameters[i];
            if (typeOf(arguments.get(i)).filter(it -> fits(it, type)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Class<?> argument, Class<?> parameter) {
        return parameter.isAssignableFrom(argument) || parameter == long.class && argument == int.class;
    }

    /// The type of a number or of an input of the candidate; empty for anything else.
    private static Optional<Class<?>> typeOf(Expression argument) {
        return switch (argument) {
            case IntegerLiteralExpr _ -> Optional.of(int.class);
            case MethodCallExpr input -> input(input.getNameAsString()).map(Method::getReturnType);
            default -> Optional.empty();
        };
    }

    private static Optional<Method> input(String name) {
        return Arrays.stream(Candidate.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && name.startsWith("get"))
                .findFirst();
    }
}
