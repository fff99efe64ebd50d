package dev.trackside.run;

import dev.trackside.Epoch;
import dev.trackside.Run;
import dev.trackside.runtime.core.EngineLoop;
import dev.trackside.runtime.core.LoopPort;
import dev.trackside.spi.TrainingLoop;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Drives the loop of a run by iterators, so that {@code for}, {@code break} and {@code return} do what they say. */
final class OwnLoop implements Loop {

    private final EngineLoop loop;
    private final LoopPort port;
    private boolean counted;

    OwnLoop(EngineLoop loop) {
        this.loop = loop;
        this.port = loop.port();
        loop.stepsWithBatches(true);
        port.countsExamples(false);
    }

    @Override
    public Run run() {
        return port.view();
    }

    @Override
    public void countsSteps() {
        loop.stepsWithBatches(false);
    }

    @Override
    public Iterable<LoopEpoch> epochs() {
        return Epochs::new;
    }

    /** An iterator that looks for its next element once, however often it is asked. */
    private abstract static class Once<T> implements Iterator<T> {

        private @Nullable T next;
        private boolean over;

        /** Ends what is open and begins the next element; null if there is none. */
        abstract @Nullable T advance();

        @Override
        public boolean hasNext() {
            if (next == null && !over) {
                next = advance();
                over = next == null;
            }
            return next != null;
        }

        @Override
        public T next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException("there is no further one; ask hasNext() before next()");
            }
            T given = next;
            next = null;
            return given;
        }
    }

    private final class Epochs extends Once<LoopEpoch> {

        private @Nullable OpenEpoch open;

        @Override
        @Nullable
        LoopEpoch advance() {
            if (open != null) {
                if (port.isBatchOpen()) {
                    loop.leaveBatch();
                }
                loop.endEpoch();
                open = null;
            }
            if (loop.nextEpoch()) {
                open = new OpenEpoch();
            }
            return open;
        }
    }

    private final class OpenEpoch implements LoopEpoch {

        private final Epoch view = port.epochView();

        @Override
        public int index() {
            return view.index();
        }

        @Override
        public int batches() {
            return view.batches();
        }

        @Override
        public Epoch snapshot() {
            return view.snapshot();
        }

        @Override
        public <X> Iterable<LoopBatch<X>> batches(Iterable<? extends X> data) {
            return () -> new TrainingBatches<>(data.iterator(), null);
        }

        @Override
        public <X> Iterable<LoopBatch<X>> batches(Iterable<? extends X> data, ToIntFunction<? super X> examples) {
            return () -> new TrainingBatches<>(data.iterator(), examples);
        }

        @Override
        public <X> Iterable<LoopBatch<X>> batches(X[] data) {
            return batches(Arrays.asList(data));
        }

        @Override
        public <X> Iterable<LoopBatch<X>> batches(X[] data, ToIntFunction<? super X> examples) {
            return batches(Arrays.asList(data), examples);
        }

        @Override
        public <E extends Exception> void validation(ValidationBody<E> validation) throws E {
            if (port.isBatchOpen()) {
                loop.leaveBatch();
            }
            if (loop.beginValidation()) {
                validation.validate();
                loop.leaveValidationBatch();
                loop.endValidation();
            }
        }

        @Override
        public <X> Iterable<LoopBatch<X>> validationBatches(Iterable<? extends X> data) {
            return () -> new ValidationBatches<>(data.iterator(), null);
        }

        @Override
        public <X> Iterable<LoopBatch<X>> validationBatches(
                Iterable<? extends X> data, ToIntFunction<? super X> examples) {
            return () -> new ValidationBatches<>(data.iterator(), examples);
        }

        @Override
        public void record(String metric, double value) {
            port.recordWhole(metric, value);
        }

        @Override
        public Random random() {
            return loop.random();
        }

        @Override
        public String toString() {
            return view.toString();
        }
    }

    private abstract class Batches<X> extends Once<LoopBatch<X>> {

        private final Iterator<? extends X> data;
        private final @Nullable ToIntFunction<? super X> examples;
        private @Nullable OpenBatch<X> open;

        Batches(Iterator<? extends X> data, @Nullable ToIntFunction<? super X> examples) {
            this.data = data;
            this.examples = examples;
        }

        abstract TrainingLoop.Go begin(double weight);

        abstract void end();

        @Override
        @Nullable
        LoopBatch<X> advance() {
            if (open != null) {
                end();
                open = null;
            }
            while (open == null && data.hasNext()) {
                X next = data.next();
                switch (begin(examples == null ? 1 : examples.applyAsInt(next))) {
                    case RUN -> open = new OpenBatch<>(loop, port, next);
                    case SKIP -> {
                        // A callback skipped it, or it was done before a resume: the next one.
                    }
                    case END -> {
                        return null;
                    }
                }
            }
            return open;
        }
    }

    private final class TrainingBatches<X> extends Batches<X> {

        TrainingBatches(Iterator<? extends X> data, @Nullable ToIntFunction<? super X> examples) {
            super(data, examples);
            counted |= examples != null;
            port.countsExamples(counted);
        }

        @Override
        TrainingLoop.Go begin(double weight) {
            if (port.isBatchOpen()) {
                loop.leaveBatch(); // of an iteration that was left by break
            }
            return loop.beginBatch(weight);
        }

        @Override
        void end() {
            if (port.isBatchOpen()) {
                loop.endBatch();
            }
        }
    }

    private final class ValidationBatches<X> extends Batches<X> {

        ValidationBatches(Iterator<? extends X> data, @Nullable ToIntFunction<? super X> examples) {
            super(data, examples);
        }

        @Override
        TrainingLoop.Go begin(double weight) {
            loop.leaveValidationBatch(); // of an iteration that was left by break
            return loop.beginValidationBatch(weight);
        }

        @Override
        void end() {
            loop.leaveValidationBatch();
        }
    }
}
