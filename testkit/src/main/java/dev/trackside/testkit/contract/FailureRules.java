package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.trackside.Gradients;
import dev.trackside.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** An exception in a handler ends the run in order, at whatever event it comes. */
abstract class FailureRules extends Rules {

    FailureRules(EngineContract contract) {
        super(contract);
    }

    @TestFactory
    Stream<DynamicTest> exceptions() {
        return faultsAt("exception", () -> new IllegalStateException("a handler has failed"));
    }

    @TestFactory
    Stream<DynamicTest> errors() {
        return faultsAt("error", () -> new AssertionError("a handler has failed"));
    }

    private interface Fault {
        Throwable create();
    }

    private Stream<DynamicTest> faultsAt(String what, Fault fault) {
        List<String> events = offers(Gradients.class) ? Expected.withGradients(claims()) : Expected.complete(claims());
        return events.stream()
                .map(event -> dynamicTest("%s at %s".formatted(what, event), () -> failAt(event, fault.create())));
    }

    private void failAt(String event, Throwable fault) {
        Trial trial = trial();
        List<Optional<Outcome>> outcomes = new ArrayList<>();
        trial.probe().at("OnTrainEnd", run -> outcomes.add(run.outcome()));
        Probe<?> failing = trial.probe();
        if (event.startsWith("OnGradients")) {
            failing = new GradientsProbe();
            trial.attach(failing);
        }
        failing.always((heard, lent) -> {
            if (heard.equals(event)) {
                throwAnyway(fault);
            }
        });

        Throwable thrown = trial.fail();

        assertTrue(
                causes(thrown).contains(fault),
                () -> "what the handler threw is the cause of what the run threw, but that is " + thrown);
        List<String> expected = new ArrayList<>(upTo(event));
        if (!event.equals("OnTrainEnd")) {
            expected.add("OnFailure");
            expected.add("OnTrainEnd");
            assertEquals(List.of(Optional.of(Outcome.FAILED)), outcomes);
        }
        assertEquals(expected, trial.events());
        assertEquals(1, trial.probe().closed(), "the callback is closed");
        assertEquals(1, failing.closed(), "the callback that failed is closed");
    }

    /** The events that are heard without taking gradients, up to one at which somebody fails. */
    private List<String> upTo(String event) {
        List<String> events = Expected.withGradients(claims());
        return events.subList(0, events.indexOf(event) + 1).stream()
                .filter(one -> !one.startsWith("OnGradients"))
                .toList();
    }

    private static List<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, one -> one != null, Throwable::getCause).toList();
    }

    private static void throwAnyway(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) fault;
    }
}
