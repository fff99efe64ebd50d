package dev.trackside.plugin.report.template;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Templates among the resources of a package, filled in from records. A name that a template misspells is an error. */
public final class Templates {

    private Templates() {}

    /**
     * Loads a template with its parts.
     *
     * @param owner a class beside whose resources they are
     * @param name its name without {@code .mustache}
     * @return the template, which escapes for HTML and XML
     * @throws IOException if it cannot be read
     */
    public static Template load(Class<?> owner, String name) throws IOException {
        Mustache.Compiler compiler = Mustache.compiler()
                .withCollector(new Records())
                .emptyStringIsFalse(true)
                .withEscaper(text -> Escapers.HTML.escape(legal(text)))
                .withLoader(part -> open(owner, part + ".mustache"));
        try (Reader reader = open(owner, name + ".mustache")) {
            return compiler.compile(reader);
        }
    }

    /** Without what XML does not allow, escaped or not: most control characters, and halves of pairs. */
    private static String legal(String text) {
        return text.codePoints().allMatch(Templates::isLegal)
                ? text
                : text.codePoints()
                        .filter(Templates::isLegal)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isLegal(int character) {
        return character >= ' '
                ? !Character.isISOControl(character)
                        && (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE)
                        && character != 0xFFFE
                        && character != 0xFFFF
                : character == '\t' || character == '\n' || character == '\r';
    }

    /**
     * What puts a resource in as it is.
     *
     * @param owner a class beside which it is
     * @param name its name
     * @return a section of a template
     */
    public static Mustache.Lambda resource(Class<?> owner, String name) {
        return (fragment, out) -> copy(owner, name, out);
    }

    private static void copy(Class<?> owner, String name, Writer out) throws IOException {
        if (out instanceof Utf8Writer bytes) {
            try (InputStream in = stream(owner, name)) {
                bytes.copy(in);
            }
        } else {
            try (Reader reader = open(owner, name)) {
                reader.transferTo(out);
            }
        }
    }

    private static Reader open(Class<?> owner, String name) {
        return new InputStreamReader(stream(owner, name), StandardCharsets.UTF_8);
    }

    private static InputStream stream(Class<?> owner, String name) {
        return Objects.requireNonNull(owner.getResourceAsStream(name), name);
    }

    /** Finds values by the components of records, which need not be open to the library. An {@code Optional} is a section that comes once or not at all. */
    private static final class Records extends BasicCollector {

        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            return value instanceof Optional<?> optional ? optional.stream().iterator() : super.toIterator(value);
        }

        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Record ? component(context.getClass(), name) : super.createFetcher(context, name);
        }

        private static Mustache.@Nullable VariableFetcher component(Class<?> type, String name) {
            Method accessor;
            try {
                accessor = type.getDeclaredMethod(name);
            } catch (NoSuchMethodException absent) {
                return null; // one of the records around it may have it
            }
            accessor.setAccessible(true); // its record need not be public
            return (context, same) -> {
                try {
                    return accessor.invoke(context);
                } catch (InvocationTargetException fault) {
                    throw new IllegalStateException(fault.getCause());
                }
            };
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new HashMap<>();
        }
    }
}
