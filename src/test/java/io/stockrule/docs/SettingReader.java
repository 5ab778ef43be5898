package io.stockrule.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.smallrye.config.common.utils.StringUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the settings in one source file: the methods of a `@ConfigMapping`, parameters with a `@ConfigProperty`, and
/// what is asked for by name, which the comment of its class lists.
final class SettingReader {
    private static final String OURS = "stockrule.";

    private final DocTrees trees;

    SettingReader(JavacTask task) {
        this.trees = DocTrees.instance(task);
    }

    List<Setting> read(CompilationUnitTree unit) {
        var found = new ArrayList<Setting>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                prefix(getCurrentPath()).ifPresent(prefix -> found.add(mapped(prefix, method, getCurrentPath())));
                return super.visitMethod(method, nothing);
            }

            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                injected(variable, getCurrentPath().getParentPath()).ifPresent(found::add);
                return super.visitVariable(variable, nothing);
            }

            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                asked(call, getCurrentPath()).ifPresent(found::add);
                return super.visitMethodInvocation(call, nothing);
            }
        }.scan(unit, null);
        return found;
    }

    private static Optional<String> prefix(TreePath method) {
        return method.getParentPath().getLeaf() instanceof ClassTree type
                ? argument(type.getModifiers(), "ConfigMapping", "prefix")
                : Optional.empty();
    }

    private Setting mapped(String prefix, MethodTree method, TreePath path) {
        return new Setting(
                prefix + "." + StringUtil.skewer(method.getName().toString()),
                TypeWords.of(Objects.requireNonNull(method.getReturnType()).toString(), method.getModifiers()),
                argument(method.getModifiers(), "WithDefault", "value"),
                comment(path));
    }

    private Optional<Setting> injected(VariableTree variable, TreePath method) {
        return argument(variable.getModifiers(), "ConfigProperty", "name")
                .filter(name -> name.startsWith(OURS))
                .map(name -> new Setting(
                        name,
                        TypeWords.of(variable.getType().toString(), variable.getModifiers()),
                        argument(variable.getModifiers(), "ConfigProperty", "defaultValue"),
                        parameter(comment(method), variable.getName().toString())));
    }

    /// `config.getOptionalValue("stockrule.…", Type.class)`.
    private Optional<Setting> asked(MethodInvocationTree call, TreePath path) {
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("getOptionalValue")
                && call.getArguments().getFirst() instanceof LiteralTree literal
                && literal.getValue() instanceof String name
                && name.startsWith(OURS)) {
            var type = call.getArguments().get(1).toString().replace(".class", "");
            return Optional.of(listed(name, TypeWords.of(type), comment(typeAround(path))));
        }
        return Optional.empty();
    }

    private static TreePath typeAround(TreePath path) {
        var around = path;
        while (!(around.getLeaf() instanceof ClassTree)) {
            around = around.getParentPath();
        }
        return around;
    }

    /// From a line such as "- `stockrule.data.folder` (`data`): where ...".
    private static Setting listed(String name, String type, String comment) {
        var line = Pattern.compile("- `" + Pattern.quote(name) + "` \\(`([^`]*)`\\): (.*?)(?= - `|$)")
                .matcher(comment);
        return line.find()
                ? new Setting(name, type, Optional.of(line.group(1)), line.group(2))
                : new Setting(name, type, Optional.empty(), "");
    }

    private static String parameter(String comment, String name) {
        var line = Pattern.compile("@param " + name + " (.*?)(?= @|$)").matcher(comment);
        return line.find() ? line.group(1) : "";
    }

    /// On one line.
    private String comment(TreePath path) {
        String comment = trees.getDocComment(path);
        return comment == null ? "" : comment.strip().replaceAll("\\s+", " ").replaceAll("\\[#(\\w+)]", "`$1`");
    }

    private static Optional<String> argument(ModifiersTree modifiers, String annotation, String argument) {
        return modifiers.getAnnotations().stream()
                .filter(it -> it.getAnnotationType().toString().equals(annotation))
                .findFirst()
                .flatMap(it -> argument(it, argument));
    }

    /// `@Max(40)` is short for `@Max(value = 40)`.
    static Optional<String> argument(AnnotationTree annotation, String argument) {
        return annotation.getArguments().stream()
                .filter(it -> name(it).equals(argument))
                .map(it -> it instanceof AssignmentTree assignment ? assignment.getExpression() : it)
                .map(SettingReader::literal)
                .findFirst();
    }

    private static String name(ExpressionTree argument) {
        return argument instanceof AssignmentTree assignment
                ? assignment.getVariable().toString()
                : "value";
    }

    private static String literal(ExpressionTree expression) {
        return expression instanceof LiteralTree literal
                ? String.valueOf((@Nullable Object) literal.getValue())
                : ((Tree) expression).toString();
    }
}
