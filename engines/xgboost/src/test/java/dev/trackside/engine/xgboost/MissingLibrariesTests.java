package dev.trackside.engine.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.engine.common.Dataset;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** XGBoost without its native library, or without what it does not bring, is told in one sentence. */
class MissingLibrariesTests {

    @Test
    void nativeLibraryOfThisSystem() {
        assertThatThrownBy(() -> classifierWithout(name -> name.startsWith("lib/")))
                .isInstanceOf(TracksideException.class)
                .hasMessageStartingWith(
                        "XGBoost cannot be used: its native library for " + System.getProperty("os.name"))
                .hasMessageContaining("ml.dmlc:xgboost4j_2.12 brings it for Linux")
                .hasCauseInstanceOf(LinkageError.class);
    }

    @Test
    void classesThatXgboostDependsOn() {
        assertThatThrownBy(() -> classifierWithout(name -> name.startsWith("com/esotericsoftware/kryo/")))
                .isInstanceOf(TracksideException.class)
                .hasMessageStartingWith(
                        "XGBoost cannot be used: the class com.esotericsoftware.kryo.KryoSerializable is not on the class path")
                .hasMessageContaining("add what ml.dmlc:xgboost4j_2.12 depends on");
    }

    /** Builds an engine in a class loader of its own, which does not find some resources and classes of XGBoost. */
    private static void classifierWithout(Predicate<String> hidden) throws Throwable {
        Dataset data = Tables.classes(40).train();
        try (Isolated loader = new Isolated(hidden)) {
            Class<?> builder = loader.loadClass(Xgboost.class.getName());
            assertThat(builder).isNotSameAs(Xgboost.class);
            Object xgboost = builder.getMethod("classifier", Dataset.class).invoke(null, data);
            builder.getMethod("build").invoke(xgboost);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** Defines the adapter, XGBoost and Kryo anew; all else is that of the tests. */
    private static final class Isolated extends URLClassLoader {

        private final Predicate<String> hidden;

        Isolated(Predicate<String> hidden) {
            super(urls(), MissingLibrariesTests.class.getClassLoader());
            this.hidden = hidden;
        }

        private static URL[] urls() {
            return Stream.of(
                            "dev.trackside.engine.xgboost.Xgboost",
                            "ml.dmlc.xgboost4j.java.Booster",
                            "com.esotericsoftware.kryo.Kryo")
                    .map(name -> {
                        try {
                            return Class.forName(name, false, MissingLibrariesTests.class.getClassLoader())
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation();
                        } catch (ClassNotFoundException missing) {
                            throw new IllegalStateException(missing);
                        }
                    })
                    .distinct()
                    .toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own = name.startsWith("dev.trackside.engine.xgboost.")
                    || name.startsWith("ml.dmlc.")
                    || name.startsWith("com.esotericsoftware.");
            if (!own) {
                return super.loadClass(name, resolve);
            }
            if (hidden.test(name.replace('.', '/'))) {
                throw new ClassNotFoundException(name);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        public URL getResource(String name) {
            return hidden.test(name) ? null : super.getResource(name);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return hidden.test(name) ? null : super.getResourceAsStream(name);
        }
    }
}
