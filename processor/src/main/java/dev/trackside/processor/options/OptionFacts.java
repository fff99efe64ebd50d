package dev.trackside.processor.options;

import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.OptionField;
import dev.trackside.processor.model.TypeRef;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what the model does not hold of options.
 *
 * @since 0.1
 */
public final class OptionFacts {

    private final Elements elements;
    private final @Nullable Initializers initializers;

    private OptionFacts(Elements elements, @Nullable Initializers initializers) {
        this.elements = elements;
        this.initializers = initializers;
    }

    /**
     * Looks with what a compiler has.
     *
     * @param environment of any compiler
     * @return the facts; without initial values unless the compiler is javac itself
     */
    public static OptionFacts of(ProcessingEnvironment environment) {
        return new OptionFacts(environment.getElementUtils(), initializers(environment));
    }

    private static @Nullable Initializers initializers(ProcessingEnvironment environment) {
        try {
            return Initializers.of(environment);
        } catch (IllegalArgumentException | LinkageError otherCompiler) {
            return null; // or a build tool that wraps javac, which is right: it promises to know what a processor reads
        }
    }

    /**
     * What an option has if nobody sets it.
     *
     * @param handlers the class that is created
     * @param option one of its options
     * @return the value; empty if it is not known: then nothing is to be said
     */
    public Optional<InitialValue> initial(HandlerClass handlers, OptionField option) {
        return initializers == null ? Optional.empty() : initializers.read(handlers, option);
    }

    /**
     * The values that an enum option takes.
     *
     * @param option an option
     * @return names as files have them, {@code fast-mode} for {@code FAST_MODE}; empty if it is of another type
     */
    public List<String> constants(OptionField option) {
        TypeElement type = option.element().kind() == TypeRef.Kind.ENUM
                ? elements.getTypeElement(option.element().qualifiedName())
                : null;
        return type == null
                ? List.of()
                : type.getEnclosedElements().stream()
                        .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                        .map(constant -> inFiles(constant.getSimpleName()))
                        .toList();
    }

    static String inFiles(CharSequence constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
