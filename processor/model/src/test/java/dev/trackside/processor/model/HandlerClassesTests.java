package dev.trackside.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a processor gets that is built on the model, through all rounds. */
class HandlerClassesTests {

    private final List<String> all = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    private Reading reading(Map<String, String> written) {
        return Reading.writing(written, (classes, environment) -> {
            classes.all().forEach(one -> all.add(one.text()));
            classes.events().forEach(one -> events.add(one.text()));
        });
    }

    @Test
    void areNestedOnesTooByNameWithoutThoseThatHaveNothingToDoWithTrackside() {
        Reading reading = reading(Map.of());

        reading.compile("""
                        package p;
                        import dev.trackside.*;
                        class Zebra { @OnTrainEnd void on() {} }
                        class Outer {
                            static class Inner { @Option int patience; }
                        }
                        class Child extends Zebra {}
                        @Plugin("empty") class Empty {}
                        class Nothing { void on() {} }
                        """).compilesCleanly();

        assertThat(all).containsExactly("Empty", "Outer.Inner", "Zebra");
        assertThat(reading.rounds()).containsExactly(all, List.of());
    }

    @Test
    void waitForTypesThatAreWrittenLater() {
        Reading reading = reading(Map.of("p.Payload", "package p; public record Payload(int n) {}"));

        reading.compile("""
                        package p;
                        import dev.trackside.*;
                        class Early { @OnTrainEnd void on() {} }
                        class Late { @Option int n; @OnEpochEnd void on(Payload payload) {} }
                        """).compilesCleanly();

        assertThat(reading.rounds()).containsExactly(List.of("Early"), List.of("Late"), List.of());
        assertThat(all).containsExactly("Early", "Late");
    }

    @Test
    void areThoseThatOtherProcessorsWriteToo() {
        Reading reading =
                reading(Map.of("p.Written", "package p; class Written { @dev.trackside.OnTrainEnd void on() {} }"));

        reading.compile("package p; class Nothing {}").compilesCleanly();

        assertThat(all).containsExactly("Written");
    }

    @Test
    void areNotThoseOfWhichATypeNeverComes() {
        Reading reading = reading(Map.of());

        reading.compile("""
                        package p;
                        import dev.trackside.*;
                        class Healthy { @OnTrainEnd void on() {} }
                        class Broken {
                            @OnEpochEnd
                            void on(Missing missing) {} // ERROR compiler.err.cant.resolve.location at 'Missing'
                        }
                        """).reportsExactlyTheMarkedFindings();

        assertThat(all).containsExactly("Healthy");
    }

    @Test
    void doNotDependOnTheOrderOfSources() {
        Reading forth = reading(Map.of());
        String[] sources = {
            "package p; class A { @dev.trackside.OnTrainEnd void on() {} }",
            "package p; class B { @dev.trackside.OnTrainEnd void on() {} }"
        };
        forth.compile(sources[0], sources[1]);
        Reading back = reading(Map.of());
        back.compile(sources[1], sources[0]);

        assertThat(forth.rounds()).isEqualTo(back.rounds()).first().isEqualTo(List.of("A", "B"));
    }

    @Test
    void comeWithTheEventsThatAreDeclared() {
        reading(Map.of())
                .compile(
                        "package p; @dev.trackside.EventType(payload = String.class) @interface OnPlateau {}",
                        "package p; class Watcher { @OnPlateau void on(String text) {} }")
                .compilesCleanly();

        assertThat(events).containsExactly("@OnPlateau");
        assertThat(all).containsExactly("Watcher");
    }

    @Test
    void knowWhatHasAPlaceInTheSources() {
        List<Boolean> sources = new ArrayList<>();
        Reading.atTheEnd((classes, environment) -> {
                    sources.add(classes.isSource(classes.all()
                            .get(0)
                            .handlers()
                            .get(0)
                            .method()
                            .member()
                            .origin()
                            .element()));
                    sources.add(classes.isSource(environment.getElementUtils().getTypeElement("java.lang.String")));
                })
                .compile("package p; class A { @dev.trackside.OnTrainEnd void on() {} }")
                .compilesCleanly();

        assertThat(sources).containsExactly(true, false);
    }
}
