package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.trackside.Attachment;
import dev.trackside.Gradients;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.junit.jupiter.api.Test;

/** Callbacks come and go while an engine trains; threads go with the run. */
abstract class CompanyRules extends Rules {

    private static final long PATIENCE_MILLIS = 10_000;

    CompanyRules(EngineContract contract) {
        super(contract);
    }

    @Test
    void aCallbackThatLeavesHearsNoMoreAndTheRunGoesOn() {
        Trial trial = trial();
        EventProbe leaving = new EventProbe();
        trial.probe().at("OnTrainBegin", run -> {
            Attachment attachment = run.attach("leaving", leaving);
            trial.probe().at("OnBatchBegin 0/0", same -> attachment.detach());
        });
        trial.train();

        // It joins at the event after, and at that event its leave is asked for.
        assertEquals(List.of("OnTrainBegin", "OnEpochBegin 0", "OnBatchBegin 0/0"), leaving.events());
        assertEquals(1, leaving.closed());
        assertEquals(Expected.complete(claims()), trial.events());
    }

    @Test
    void aCallbackMayCallItselfAway() {
        Trial trial = trial();
        EventProbe leaving = new EventProbe();
        trial.probe().at("OnTrainBegin", run -> {
            Attachment attachment = run.attach("zz-leaving", leaving);
            leaving.at("OnValidationBegin 0", same -> attachment.detach()).at("OnStep 1", same -> attachment.detach());
        });
        trial.train();

        assertEquals(List.of("OnTrainBegin", "OnEpochBegin 0", "OnBatchBegin 0/0", "OnStep 1"), leaving.events());
        assertEquals(Expected.complete(claims()), trial.events());
    }

    @Test
    void aCallbackThatComesLateHearsTheRest() {
        Trial trial = trial();
        EventProbe late = new EventProbe();
        trial.probe().at("OnStep 1", run -> run.attach("late", late));
        trial.train();

        List<String> complete = Expected.complete(claims());
        List<String> expected = new ArrayList<>(List.of("OnTrainBegin"));
        expected.addAll(complete.subList(complete.indexOf("OnStep 1") + 1, complete.size()));
        assertEquals(expected, late.events());
    }

    @Test
    void gradientsAreFiredFromTheNextBatchOnIfSomebodyComes() throws Throwable {
        with(Gradients.class, () -> {
            Trial trial = trial();
            GradientsProbe late = new GradientsProbe();
            trial.probe().at("OnBatchEnd 0/0", run -> run.attach(late));
            trial.train();

            List<String> expected = Expected.withGradients(claims()).stream()
                    .filter(event -> event.startsWith("OnGradients"))
                    .skip(1)
                    .toList();
            assertEquals(expected, late.events());
        });
    }

    @Test
    void noThreadIsLeft() throws InterruptedException {
        trial().train(); // what a library starts once and keeps is there after the first run
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        trial().train();
        Trial failing = trial();
        failing.probe().at("OnBatchEnd 0/0", run -> {
            throw new IllegalStateException("a handler has failed");
        });
        failing.fail();

        Set<Thread> after = new HashSet<>(Thread.getAllStackTraces().keySet());
        after.removeAll(before);
        for (Thread thread : after) {
            if (!isOfTheCommonPool(thread)) {
                thread.join(PATIENCE_MILLIS);
                assertFalse(thread.isAlive(), () -> "%s is left behind".formatted(thread));
            }
        }
    }

    private static boolean isOfTheCommonPool(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool();
    }
}
