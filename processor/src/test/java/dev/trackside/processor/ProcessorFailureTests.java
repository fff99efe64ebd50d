package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Faults inside the processor are reported on the class and go no further. */
class ProcessorFailureTests {

    /** Runs the table processor with a filer that breaks at one class. */
    @SupportedAnnotationTypes("*")
    private static final class Breaking extends AbstractProcessor {

        private final TableProcessor processor = new TableProcessor();

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            Filer broken = proxy(Filer.class, environment.getFiler(), "createSourceFile", "p.Broken_Table");
            processor.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    Breaking.class.getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (self, method, arguments) ->
                            method.getName().equals("getFiler") ? broken : method.invoke(environment, arguments)));
        }

        private static <T> T proxy(Class<T> type, T target, String breaking, String at) {
            return type.cast(Proxy.newProxyInstance(
                    Breaking.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        if (method.getName().equals(breaking) && at.equals(arguments[0].toString())) {
                            throw new IllegalStateException("out of ink");
                        }
                        try {
                            return method.invoke(target, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return processor.process(annotations, round);
        }
    }

    @Test
    void aFaultIsReportedOnTheClassAndSparesNeighbors() {
        Compiled compiled =
                Compiling.source("""
                        package p;
                        import dev.trackside.*;
                        class Broken { // ERROR processor-failed at 'class'
                            @OnEpochEnd void on() {}
                        }
                        class Healthy { @OnEpochEnd void on() {} }
                        """).processedBy(new Breaking()).compile().reportsExactlyTheMarkedFindings();
        compiled.generates("p.Healthy_Table");
        assertThat(compiled.finding("processor-failed").message()).contains("p.Broken", "out of ink");
    }
}
