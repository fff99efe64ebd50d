package dev.trackside.processor.writer;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.OptionField;
import dev.trackside.processor.model.StateField;
import dev.trackside.spi.Binder;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Generated;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.OptionSpec;
import dev.trackside.spi.PluginSpec;
import dev.trackside.spi.StateSpec;
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

    private static final String PLUGIN = "PLUGIN";
    private static final String HANDLERS = "HANDLERS";
    private static final String OPTIONS = "OPTIONS";
    private static final String STATES = "STATES";

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
                .addJavadoc(javadoc())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(HandlerTable.class)
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
        table.addFields(constants());
        table.addMethod(MethodSpec.constructorBuilder()
                .addJavadoc("For the runtime, which finds tables by name or as services.\n")
                .addModifiers(Modifier.PUBLIC)
                .build());
        table.addMethods(descriptions());
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

    private CodeBlock javadoc() {
        CodeBlock.Builder text = CodeBlock.builder();
        text.add("Calls the handlers of {@link $L}", handlers.text());
        if (handlers.handlers().isEmpty()) {
            return text.add(", which has none.\n").build();
        }
        text.add(":\n\n<ul>\n");
        for (int i = 0; i < handlers.handlers().size(); i++) {
            Handler handler = handlers.handlers().get(i);
            text.add(
                    "  <li>$L: {@code $L} at {@code $L}\n",
                    i,
                    handler.method().text(),
                    handler.event().text());
        }
        return text.add("</ul>\n").build();
    }

    private List<FieldSpec> constants() {
        List<FieldSpec> fields = new ArrayList<>();
        fields.add(constant(TypeName.get(PluginSpec.class), PLUGIN, SpecCode.plugin(handlers)));
        fields.add(constant(listOf(HandlerSpec.class), HANDLERS, SpecCode.handlers(handlers)));
        if (!handlers.options().isEmpty()) {
            fields.add(constant(listOf(OptionSpec.class), OPTIONS, SpecCode.options(handlers)));
        }
        if (!handlers.states().isEmpty()) {
            fields.add(constant(listOf(StateSpec.class), STATES, SpecCode.states(handlers)));
        }
        return fields;
    }

    private static FieldSpec constant(TypeName type, String name, CodeBlock value) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(value)
                .build();
    }

    private static TypeName listOf(Class<?> type) {
        return ParameterizedTypeName.get(List.class, type);
    }

    private static MethodSpec.Builder override(String name, Type returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }

    private List<MethodSpec> descriptions() {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(override("handlerClass", Object.class)
                .returns(
                        ParameterizedTypeName.get(ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class)))
                .addStatement("return $T.class", TypeNames.raw(handlers.type()))
                .build());
        methods.add(override("plugin", PluginSpec.class)
                .addStatement("return $N", PLUGIN)
                .build());
        methods.add(returnsList("handlers", HandlerSpec.class, HANDLERS));
        if (!handlers.options().isEmpty()) {
            methods.add(returnsList("options", OptionSpec.class, OPTIONS));
        }
        if (!handlers.states().isEmpty()) {
            methods.add(returnsList("states", StateSpec.class, STATES));
        }
        return methods;
    }

    private static MethodSpec returnsList(String name, Class<?> element, String constant) {
        return override(name, Object.class)
                .returns(listOf(element))
                .addStatement("return $N", constant)
                .build();
    }

    private List<MethodSpec> access() {
        List<MethodSpec> methods = new ArrayList<>();
        if (handlers.plugin() != null) {
            methods.add(override("create", Object.class)
                    .addStatement("return new $T()", TypeNames.raw(handlers.type()))
                    .build());
        }
        if (!handlers.options().isEmpty()) {
            methods.add(getter(
                    "option",
                    handlers.options().stream()
                            .map(option -> field(option.member().name()))
                            .toList()));
            methods.add(setter(
                    "option", handlers.options().stream().map(this::setOption).toList()));
        }
        if (!handlers.states().isEmpty()) {
            methods.add(getter(
                    "state",
                    handlers.states().stream()
                            .map(state -> stateCode.toPlain(
                                    state.value(), field(state.member().name()), 0))
                            .toList()));
            methods.add(setter(
                    "state", handlers.states().stream().map(this::setState).toList()));
        }
        return methods;
    }

    private CodeBlock field(String name) {
        return CodeBlock.of("(($T) target).$N", target, name);
    }

    private CodeBlock setOption(OptionField option) {
        return CodeBlock.of("$L = ($T) value", field(option.member().name()), TypeNames.of(option.type()));
    }

    private CodeBlock setState(StateField state) {
        return CodeBlock.of(
                "$L = $L", field(state.member().name()), stateCode.fromPlain(state.value(), CodeBlock.of("value"), 0));
    }

    private static MethodSpec getter(String name, List<CodeBlock> expressions) {
        return override(name, Object.class)
                .addParameter(Object.class, "target")
                .addParameter(int.class, "index")
                .addCode(choice("return switch (index) {\n$>", expressions, "$<};\n"))
                .build();
    }

    private static MethodSpec setter(String name, List<CodeBlock> assignments) {
        return override(name, void.class)
                .addParameter(Object.class, "target")
                .addParameter(int.class, "index")
                .addParameter(Object.class, "value")
                .addCode(choice("switch (index) {\n$>", assignments, "$<}\n"))
                .build();
    }

    private static CodeBlock choice(String begin, List<CodeBlock> cases, String end) {
        CodeBlock.Builder code = CodeBlock.builder().add(begin);
        for (int i = 0; i < cases.size(); i++) {
            code.addStatement("case $L -> $L", i, cases.get(i));
        }
        return code.addStatement("default -> throw new $T(index)", IndexOutOfBoundsException.class)
                .add(end)
                .build();
    }
}
