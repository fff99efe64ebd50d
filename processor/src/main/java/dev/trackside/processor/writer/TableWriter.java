package dev.trackside.processor.writer;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.OptionField;
import dev.trackside.processor.model.StateField;
import dev.trackside.spi.Binder;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Generated;
import dev.trackside.spi.GeneratedTable;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the dispatch table of a class. The text depends on the model alone, so it is the same in every build.
 *
 * @since 0.1
 */
public final class TableWriter {

    private static final String OUTSIDE = "default -> throw new $T(index);\n";
    private static final CodeBlock VALUE = CodeBlock.of("value");

    private final HandlerClass handlers;
    private final TypeName target;
    private final StateCode stateCode;

    private TableWriter(HandlerClass handlers) {
        this.handlers = handlers;
        this.target = TypeNames.target(handlers);
        this.stateCode = new StateCode(handlers);
    }

    /**
     * Writes a table.
     *
     * @param handlers a model without faults
     * @param shadowed whether the package of the handlers has classes with names of {@code java.lang}, so that imports must tell
     * @return the file, ready to be given to a filer
     */
    public static JavaFile write(HandlerClass handlers, boolean shadowed) {
        return new TableWriter(handlers).file(shadowed);
    }

    private JavaFile file(boolean shadowed) {
        ClassName name = ClassName.get(handlers.type().packageName(), handlers.tableName());
        ClassName bound = name.nestedClass("Bound");
        TypeSpec.Builder table = TypeSpec.classBuilder(name)
                .addJavadoc("Calls the handlers of {@link $L}.\n", handlers.text())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(GeneratedTable.class)
                .addOriginatingElement(handlers.origin().element());
        table.addAnnotation(AnnotationSpec.builder(Generated.class)
                .addMember("value", "$S", "dev.trackside.processor.TableProcessor")
                .build());
        // What is written here must not warn users of what they wrote there: a deprecated handler is called all the
        // same.
        table.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                .addMember(
                        "value", "{$S, $S, $S, $S, $S}", "deprecation", "exports", "rawtypes", "removal", "unchecked")
                .build());
        table.addMethod(MethodSpec.constructorBuilder()
                .addJavadoc("For the runtime.\n")
                .addModifiers(Modifier.PUBLIC)
                .addCode(SpecCode.description(handlers))
                .build());
        table.addMethods(access());
        table.addMethod(override("bind", BoundHandlers.class)
                .addParameter(Object.class, "target")
                .addParameter(Binder.class, "binder")
                .addStatement("return new $T(($T) target, binder)", bound, target)
                .build());
        table.addMethods(stateCode.methods());
        table.addType(new BoundWriter(handlers, bound).write());
        return JavaFile.builder(name.packageName(), table.build())
                .skipJavaLangImports(!shadowed)
                .indent("    ")
                .build();
    }

    private static MethodSpec.Builder override(String name, Type returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }

    private List<MethodSpec> access() {
        List<MethodSpec> methods = new ArrayList<>();
        if (handlers.plugin() != null) {
            methods.add(override("create", Object.class)
                    .addStatement("return new $T()", TypeNames.raw(handlers.type()))
                    .build());
        }
        if (!handlers.options().isEmpty()) {
            List<OptionField> options = handlers.options();
            CodeBlock.Builder get = reading();
            CodeBlock.Builder set = writing();
            for (int i = 0; i < options.size(); i++) {
                OptionField option = options.get(i);
                get.add("case $L -> it.$N;\n", i, option.member().name());
                set.add("case $L -> it.$N = ($T) value;\n", i, option.member().name(), TypeNames.of(option.type()));
            }
            methods.add(getter("option", get));
            methods.add(setter("option", set));
        }
        if (!handlers.states().isEmpty()) {
            List<StateField> states = handlers.states();
            CodeBlock.Builder get = reading();
            CodeBlock.Builder set = writing();
            for (int i = 0; i < states.size(); i++) {
                StateField state = states.get(i);
                CodeBlock field = CodeBlock.of("it.$N", state.member().name());
                get.add("case $L -> $L;\n", i, stateCode.toPlain(state.value(), field, 0));
                set.add("case $L -> $L = $L;\n", i, field, stateCode.fromPlain(state.value(), VALUE, 0));
            }
            methods.add(getter("state", get));
            methods.add(setter("state", set));
        }
        return methods;
    }

    private CodeBlock.Builder reading() {
        return CodeBlock.builder().add("$1T it = ($1T) target;\nreturn switch (index) {\n$>", target);
    }

    private CodeBlock.Builder writing() {
        return CodeBlock.builder().add("$1T it = ($1T) target;\nswitch (index) {\n$>", target);
    }

    private static MethodSpec getter(String name, CodeBlock.Builder cases) {
        return override(name, Object.class)
                .addParameter(Object.class, "target")
                .addParameter(int.class, "index")
                .addCode(cases.add(OUTSIDE, IndexOutOfBoundsException.class)
                        .add("$<};\n")
                        .build())
                .build();
    }

    private static MethodSpec setter(String name, CodeBlock.Builder cases) {
        return override(name, void.class)
                .addParameter(Object.class, "target")
                .addParameter(int.class, "index")
                .addParameter(Object.class, "value")
                .addCode(cases.add(OUTSIDE, IndexOutOfBoundsException.class)
                        .add("$<}\n")
                        .build())
                .build();
    }
}
