package dev.trackside.testkit;

import dev.trackside.*;
import dev.trackside.spi.*;
import java.util.List;

/** Stands in for what the processor will write. */
public final class Writes_Table extends HandlerTable {
    @Override
    public Class<?> handlerClass() {
        return Writes.class;
    }

    @Override
    public PluginSpec plugin() {
        return new PluginSpec(
                "writes",
                false,
                Phase.REPORT,
                Attach.ALWAYS,
                FailurePolicy.INFERRED,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public List<HandlerSpec> handlers() {
        return List.of(
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnEpochEnd.class, "epochEnd(int, Console)")
                        .needs(Console.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnTrainEnd.class, "trainEnd(RunFiles)")
                        .needs(RunFiles.class)
                        .build());
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(new OptionSpec(
                "word",
                OptionSpec.Kind.SINGLE,
                String.class,
                false,
                false,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                ""));
    }

    @Override
    public Object option(Object target, int index) {
        return ((Writes) target).word;
    }

    @Override
    public void option(Object target, int index, Object value) {
        ((Writes) target).word = (String) value;
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        return new Bound((Writes) target, binder);
    }

    private static final class Bound extends BoundHandlers {
        private final Writes target;
        private final Console theConsole;
        private final RunFiles theRunFiles;

        Bound(Writes target, Binder binder) {
            this.target = target;
            theConsole = binder.service(Console.class);
            theRunFiles = binder.service(RunFiles.class);
        }

        @Override
        public Control call(int handler, Frame frame) {
            switch (handler) {
                case 0: {
                    target.epochEnd(frame.epochIndex(), theConsole);
                    return null;
                }
                case 1: {
                    target.trainEnd(theRunFiles);
                    return null;
                }
                default:
                    throw new IndexOutOfBoundsException(handler);
            }
        }
    }
}
