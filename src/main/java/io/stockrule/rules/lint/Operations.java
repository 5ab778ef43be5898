package io.stockrule.rules.lint;

import static java.util.stream.Collectors.toSet;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import io.stockrule.rules.Fact;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a rule may call on a fact: everything public in it.
final class Operations {
    private final List<Method> methods;

    private Operations(List<Method> methods) {
        this.methods = methods;
    }

    static Operations of(Class<? extends Fact> fact) {
        return new Operations(Arrays.stream(fact.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .toList());
    }

    /// Whether the fact has an input or an operation of this name.
    boolean has(String name) {
        return methods.stream().anyMatch(method -> method.getName().equals(name));
    }

    /// Names of all operations.
    Set<String> names() {
        return methods.stream()
                .filter(method -> method.getReturnType() == void.class)
                .map(Method::getName)
                .collect(toSet());
    }

    /// Names of all inputs as conditions write them, without those that need arguments.
    Set<String> inputs() {
        return methods.stream()
                .filter(method -> method.getParameterCount() == 0 && method.getReturnType() != void.class)
                .map(method -> method.getName().replaceFirst("^(get|is)", ""))
                .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
                .collect(toSet());
    }

    /// True when the fact has the operation, with parameters that take these arguments.
    boolean exists(MethodCallExpr call) {
        return methods.stream()
                .filter(method -> method.getReturnType() == void.class)
                .anyMatch(method -> isCalled(method, call));
    }

    /// True when the fact answers this with yes or no.
    boolean hasQuestion(MethodCallExpr call) {
        return methods.stream()
                .filter(method -> method.getReturnType() == boolean.class && method.getParameterCount() > 0)
                .anyMatch(method -> isCalled(method, call));
    }

    /// The type of an input that conditions call by this name; empty when the fact has none.
    Optional<Class<?>> typeOfInput(String name) {
        if (Character.isUpperCase(name.charAt(0))) {
            return Optional.empty();
        }
        var getter = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return methods.stream()
                .filter(method -> method.getParameterCount() == 0 && method.getReturnType() != void.class)
                .filter(method -> method.getName().equals("get" + getter)
                        || method.getName().equals("is" + getter))
                .<Class<?>>map(Method::getReturnType)
                .findFirst();
    }

    private boolean isCalled(Method method, MethodCallExpr call) {
        return method.getName().equals(call.getNameAsString()) && takes(method, call.getArguments());
    }

    private boolean takes(Method operation, List<Expression> arguments) {
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

    /// The type of a number, a text or an input of the fact; empty for anything else.
    private Optional<Class<?>> typeOf(Expression argument) {
        return switch (argument) {
            case IntegerLiteralExpr number ->
                Slips.isTooLong(number.getValue()) ? Optional.empty() : Optional.of(int.class);
            case LongLiteralExpr _ -> Optional.of(long.class);
            case StringLiteralExpr _ -> Optional.of(String.class);
            case MethodCallExpr input -> input(input.getNameAsString()).map(Method::getReturnType);
            default -> Optional.empty();
        };
    }

    private Optional<Method> input(String name) {
        return methods.stream()
                .filter(method -> method.getName().equals(name) && name.startsWith("get"))
                .findFirst();
    }
}
