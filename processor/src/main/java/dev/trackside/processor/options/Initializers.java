package dev.trackside.processor.options;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.OptionField;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/** Reads initializers of fields from the syntax tree of javac. A constructor that assigns the field takes the word from its initializer. */
final class Initializers {

    private final Trees trees;

    private Initializers(Trees trees) {
        this.trees = trees;
    }

    /** Fails with an {@link IllegalArgumentException} or a {@link LinkageError} if the compiler is not javac. */
    static Initializers of(ProcessingEnvironment environment) {
        return new Initializers(Trees.instance(environment));
    }

    Optional<InitialValue> read(HandlerClass handlers, OptionField option) {
        Element field = option.member().origin().element();
        TypeElement owner =
                (TypeElement) Objects.requireNonNull(field.getEnclosingElement(), "a field stands in a class");
        if (!(trees.getTree(field) instanceof VariableTree variable) || variable.getInitializer() == null) {
            return Optional.empty(); // a constructor may be what sets it, or Kotlin
        }
        for (TypeElement type = (TypeElement) handlers.origin().element(); type != null; type = superclass(type)) {
            if (isKotlin(type) || assigns(type, option.member().name())) {
                return Optional.empty();
            }
            if (type.equals(owner)) {
                ExpressionTree initializer = variable.getInitializer();
                Object value = new Literals(owner, option).value(initializer);
                return value == Literals.NOTHING
                        ? Optional.empty()
                        : Optional.of(new InitialValue(value, initializer.toString()));
            }
        }
        return Optional.empty();
    }

    /** Kapt shows classes without the bodies of their constructors, which may replace what fields have at first. */
    private static boolean isKotlin(TypeElement type) {
        return type.getAnnotationMirrors().stream()
                .anyMatch(mirror -> mirror.getAnnotationType().toString().equals("kotlin.Metadata"));
    }

    private static @Nullable TypeElement superclass(TypeElement type) {
        return type.getSuperclass() instanceof DeclaredType parent ? (TypeElement) parent.asElement() : null;
    }

    /** Whether a constructor or an initializer block of a class sets a field. */
    private boolean assigns(TypeElement type, String field) {
        ClassTree tree = trees.getTree(type);
        if (tree == null) {
            return false;
        }
        Assignments assignments = new Assignments(field);
        for (Tree member : tree.getMembers()) {
            boolean constructor = member instanceof MethodTree method && method.getReturnType() == null;
            if (constructor || member instanceof BlockTree) {
                assignments.scan(member, null);
            }
        }
        return assignments.found;
    }

    /** Looks for assignments to a field by its plain name or through {@code this}. */
    private static final class Assignments extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final String field;
        private boolean found;

        Assignments(String field) {
            this.field = field;
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void nothing) {
            check(tree.getVariable());
            return super.visitAssignment(tree, null);
        }

        @Override
        public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree tree, @Nullable Void nothing) {
            check(tree.getVariable());
            return super.visitCompoundAssignment(tree, null);
        }

        @Override
        public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void nothing) {
            check(tree.getExpression());
            return super.visitUnary(tree, null);
        }

        private void check(ExpressionTree target) {
            if (target instanceof IdentifierTree name) {
                found |= name.getName().contentEquals(field);
            } else if (target instanceof MemberSelectTree select) {
                found |= select.getIdentifier().contentEquals(field);
            }
        }
    }
}
