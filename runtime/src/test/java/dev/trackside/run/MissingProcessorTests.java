package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that were compiled without the annotation processor, which newer compilers do unless told otherwise. */
class MissingProcessorTests {

    @TempDir
    Path folder;

    private URLClassLoader loader;

    /** Compiles a program as javac 23 and later do by themselves, and creates its class. */
    private Object compiledWithoutProcessor(String declaration) throws IOException, ReflectiveOperationException {
        Path source = Files.writeString(
                folder.resolve("Watcher.java"), "package app; import dev.trackside.*; " + declaration);
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(exit).isZero();
        loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        Constructor<?> constructor = loader.loadClass("app.Watcher").getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    @AfterEach
    void closeTheLoader() throws IOException {
        loader.close();
    }

    private static void attach(Object callback) {
        Trackside.run("a").attach(callback).epochs(1).train(loop -> loop.epochs()
                .forEach(epoch -> {}));
    }

    @Test
    void areNamedWithTheLinesThatTheirBuildLacks() throws Exception {
        Object watcher = compiledWithoutProcessor("class Watcher { @OnEpochEnd void on(Epoch epoch) {} }");

        assertThatThrownBy(() -> attach(watcher))
                .isInstanceOf(TracksideException.class)
                .hasMessageStartingWith(
                        "app.Watcher has @OnEpochEnd but no dispatch table: app.Watcher_Table was not found by")
                .hasMessageContaining("javac 23 and later run none unless told to")
                .message()
                .containsPattern(String.join(
                        "\\R",
                        List.of(
                                " *<annotationProcessorPaths>",
                                " *<path>",
                                " *<groupId>dev.trackside</groupId>",
                                " *<artifactId>trackside-processor</artifactId>",
                                " *<version>\\S+</version>",
                                " *</path>",
                                " *</annotationProcessorPaths>")))
                .containsPattern("annotationProcessor\\(\"dev.trackside:trackside-processor:\\S+\"\\)");
    }

    @Test
    void areNamedForHandlersThatTheyInherit() throws Exception {
        Object watcher = compiledWithoutProcessor(
                "interface Stops { @OnTrainEnd default void on(Run run) {} }\nclass Watcher implements Stops {}");

        assertThatThrownBy(() -> attach(watcher))
                .hasMessageStartingWith("app.Watcher has @OnTrainEnd but no dispatch table");
    }

    @Test
    void areNamedForEventsOfTheirOwn() throws Exception {
        Object watcher = compiledWithoutProcessor("""
                import java.lang.annotation.*;
                class Watcher { @OnPlateau void on() {} }
                @EventType(payload = String.class) @Retention(RetentionPolicy.RUNTIME) @interface OnPlateau {}
                """);

        assertThatThrownBy(() -> attach(watcher))
                .hasMessageStartingWith("app.Watcher has @OnPlateau but no dispatch table");
    }

    @Test
    void areToldApartFromClassesWithoutHandlers() throws Exception {
        Object watcher = compiledWithoutProcessor("class Watcher { void on(Epoch epoch) {} }");

        assertThatThrownBy(() -> attach(watcher))
                .hasMessageContaining("has no handlers: no method of it carries an event annotation");
    }

    @Test
    void areToldApartFromClassesInsideOfMethods() throws Exception {
        Object watcher = compiledWithoutProcessor("""
                public class Watcher implements java.util.function.Function<Boolean, Object> {
                    public Object apply(Boolean named) {
                        class Local { @OnEpochEnd void on(Epoch epoch) {} }
                        return named ? new Local() : new Object() { @OnEpochEnd void on(Epoch epoch) {} };
                    }
                }
                """);
        @SuppressWarnings("unchecked")
        Function<Boolean, Object> make = (Function<Boolean, Object>) watcher;

        assertThatThrownBy(() -> attach(make.apply(true)))
                .hasMessageStartingWith("app.Watcher$1Local has @OnEpochEnd, but is a local class")
                .hasMessageEndingWith("Make it a static nested class, or one of its own.");
        assertThatThrownBy(() -> attach(make.apply(false)))
                .hasMessageStartingWith("app.Watcher$1 has @OnEpochEnd, but is an anonymous class");
    }
}
