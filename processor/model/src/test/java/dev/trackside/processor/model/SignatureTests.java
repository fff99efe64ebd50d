package dev.trackside.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.extension.ProcessorExtension;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What checks, writers and extensions see is free of the compiler: another front end could fill the same records. */
class SignatureTests {

    /** The doors to the compiler: they read, print and find. */
    private static final Set<Class<?>> DOORS =
            Set.of(ModelReader.class, HandlerClasses.class, Compilation.class, Origin.class);

    static Stream<Class<?>> types() throws IOException, ClassNotFoundException {
        Path classes = Path.of(URI.create(HandlerClass.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        Stream.Builder<Class<?>> types = Stream.builder();
        for (Class<?> one : List.of(HandlerClass.class, ProcessorExtension.class)) {
            try (Stream<Path> files =
                    Files.list(classes.resolve(one.getPackageName().replace('.', '/')))) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString().replace(".class", "");
                    Class<?> type = Class.forName(one.getPackageName() + "." + name);
                    if (Modifier.isPublic(type.getModifiers()) && !DOORS.contains(type)) {
                        types.add(type);
                    }
                }
            }
        }
        return types.build();
    }

    @ParameterizedTest
    @MethodSource("types")
    void namesNoTypeOfTheCompiler(Class<?> type) {
        Stream<Executable> methods = Stream.<Executable>concat(
                        Stream.of(type.getDeclaredMethods()), Stream.of(type.getDeclaredConstructors()))
                .filter(one -> Modifier.isPublic(one.getModifiers()));

        assertThat(methods.map(SignatureTests::signature))
                .noneMatch(signature -> signature.contains("javax.") || signature.contains("com.sun."));
    }

    private static String signature(Executable executable) {
        return executable instanceof Method method
                ? method.toGenericString()
                : ((Constructor<?>) executable).toGenericString();
    }
}
