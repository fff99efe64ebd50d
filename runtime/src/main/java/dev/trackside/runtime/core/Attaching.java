package dev.trackside.runtime.core;

import dev.trackside.LearningRate;
import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Faults;
import dev.trackside.runtime.metrics.Layer;
import dev.trackside.runtime.metrics.MetricNames;
import dev.trackside.runtime.ordering.Item;
import dev.trackside.runtime.ordering.Ordering;
import dev.trackside.runtime.selection.Lonely;
import dev.trackside.spi.HandlerSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Checks what callbacks need against what the run has, before they hear anything; all that is wrong is said at once. */
final class Attaching {

    private static final Logger LOG = LogManager.getLogger(Attaching.class);

    private final TrainingRun run;

    Attaching(TrainingRun run) {
        this.run = run;
    }

    /**
     * Declares what callbacks produce, checks what they take, binds their handlers.
     *
     * @return those that cannot be bound and that nobody has asked for: the run goes without them
     */
    List<Callback> prepare(List<Callback> joining, List<Callback> all) {
        Faults faults = new Faults();
        for (Callback callback : joining) {
            faults.addAll(declare(callback));
        }
        for (Callback callback : joining) {
            faults.addAll(new CallbackBinder(run, callback).missing());
            faults.addAll(unknownMetrics(callback));
        }
        faults.addAll(learningRateTakers(all));
        faults.throwIfAny();
        List<Callback> leftOut = new ArrayList<>();
        for (Callback callback : joining) {
            try {
                long begin = System.nanoTime();
                callback.bind(run.firing(), new CallbackBinder(run, callback), run.deadline());
                LOG.debug(
                        "{}: its handlers were bound in {} ms",
                        callback.id(),
                        Math.round((System.nanoTime() - begin) / 1e4) / 1e2);
            } catch (UnboundException fault) {
                if (callback.spec().asked()) {
                    throw fault;
                }
                LOG.error("not loaded: {} The run goes on without it.", fault.getMessage(), fault.getCause());
                run.names().withdraw(callback.id());
                leftOut.add(callback);
            }
        }
        return leftOut;
    }

    /**
     * Goes on without callbacks, and without those that join only because they are there and require one of them. They are closed.
     *
     * @param leftOut what {@link #prepare} gave
     * @param ordered all that were to join
     * @return the others, in their order
     * @throws TracksideException if somebody has asked for one that requires what is left out
     */
    List<Callback> without(List<Callback> leftOut, List<Callback> ordered) {
        List<Callback> rest = new ArrayList<>(ordered);
        rest.removeAll(leftOut);
        Map<String, List<String>> lonely =
                Lonely.among(rest.stream().map(Attaching::member).toList());
        List<Callback> closing = new ArrayList<>(leftOut);
        for (Callback callback : List.copyOf(rest)) {
            List<String> missing = lonely.get(callback.id());
            if (missing != null) {
                LOG.warn("{} not attached: {}", callback.id(), Lonely.words(callback.id(), missing));
                run.names().withdraw(callback.id());
                rest.remove(callback);
                closing.add(callback);
            }
        }
        for (Callback callback : closing) {
            try {
                callback.close();
            } catch (Exception fault) {
                LOG.warn("{} could not be closed after it was left out", callback.id(), fault);
            }
        }
        return order(rest);
    }

    private static Lonely.Member member(Callback callback) {
        CallbackSpec spec = callback.spec();
        return new Lonely.Member(spec.id(), callback.table().plugin().id(), spec.requires(), spec.asked());
    }

    private List<TracksideException> declare(Callback callback) {
        List<TracksideException> faults = new ArrayList<>();
        for (String name : callback.producedNames().stream().distinct().toList()) {
            try {
                run.names().declare(name, callback.id());
            } catch (TracksideException fault) {
                faults.add(fault);
            }
        }
        for (HandlerSpec handler : callback.table().handlers()) {
            String name = handler.produces();
            if (!name.isEmpty() && EventKind.isValidation(handler.event()) && !MetricNames.ofValidation(name)) {
                faults.add(new TracksideException(
                        "%s produces the metric %s at @%s; metrics of a validation begin with val_. Name it val_%s."
                                .formatted(callback.id(), name, handler.event().getSimpleName(), name)));
            }
        }
        return faults;
    }

    private List<TracksideException> unknownMetrics(Callback callback) {
        List<TracksideException> faults = new ArrayList<>();
        for (HandlerSpec handler : callback.table().handlers()) {
            for (HandlerSpec.MetricUse use : handler.metrics()) {
                String name = Dispatcher.nameOf(callback, use);
                if (name.isBlank() && use.required()) {
                    faults.add(new TracksideException(
                            "%s takes the metric that its option %s names, but the option is not set. Set %s.%s, e.g. to val_loss."
                                    .formatted(callback.id(), use.name(), callback.id(), use.name())));
                } else if (!name.isBlank()
                        && !run.names().isDeclared(name)
                        && run.knowsAll(MetricNames.ofValidation(name))) {
                    faults.add(new TracksideException(run.names().unknown(name, takes(callback, use))));
                }
            }
        }
        return faults.stream().distinct().toList();
    }

    /** What is taken and was never recorded, once an own loop has shown what it records. */
    void checkNames(Layer metrics, boolean ofValidation) {
        for (Callback callback : run.roster().attached()) {
            for (HandlerSpec handler : callback.table().handlers()) {
                for (HandlerSpec.MetricUse use : handler.metrics()) {
                    String name = Dispatcher.nameOf(callback, use);
                    if (!name.isBlank()
                            && MetricNames.ofValidation(name) == ofValidation
                            && !run.names().isDeclared(name)
                            && !metrics.has(run.names().slotOf(name))) {
                        throw new TracksideException(run.names().unknown(name, takes(callback, use)));
                    }
                }
            }
        }
    }

    private static String takes(Callback callback, HandlerSpec.MetricUse use) {
        return use.byOption()
                ? "%s takes by its option %s".formatted(callback.id(), use.name())
                : "%s takes".formatted(callback.id());
    }

    private static List<TracksideException> learningRateTakers(List<Callback> all) {
        List<TracksideException> faults = new ArrayList<>();
        List<Callback> takers = all.stream()
                .filter(callback -> callback.table().handlers().stream()
                        .flatMap(handler -> handler.needs().stream())
                        .anyMatch(need -> need.type() == LearningRate.class))
                .toList();
        for (int i = 0; i < takers.size(); i++) {
            for (int j = i + 1; j < takers.size(); j++) {
                Callback first = takers.get(i);
                Callback second = takers.get(j);
                if (!names(first, second) && !names(second, first)) {
                    faults.add(new TracksideException(
                            "%s and %s both set the learning rate, so one would undo the other. Leave one out, or order them: %s: { after: [%s] }."
                                    .formatted(first.id(), second.id(), second.id(), first.id())));
                }
            }
        }
        return faults;
    }

    private static boolean names(Callback one, Callback other) {
        return one.spec().before().contains(other.id()) || one.spec().after().contains(other.id());
    }

    /** Puts callbacks into their order. */
    static List<Callback> order(List<Callback> callbacks) {
        Map<String, Callback> byId = new LinkedHashMap<>();
        Faults faults = new Faults();
        for (Callback callback : callbacks) {
            if (byId.putIfAbsent(callback.id(), callback) != null) {
                faults.add(
                        "Two callbacks have the id %s. Attach one of them under another id: attach(\"%s-2\", callback)."
                                .formatted(callback.id(), callback.id()));
            }
        }
        faults.throwIfAny();
        Ordering.Result result = Ordering.order(
                callbacks.stream().map(one -> item(one, one.spec().requires())).toList());
        result.notes().forEach(note -> {
            if (note.warning()) {
                LOG.warn(note.text());
            } else {
                LOG.debug(note.text());
            }
        });
        return result.order().stream().map(byId::get).toList();
    }

    /**
     * Puts callbacks into their order once more, as others join them. What a callback requires must be there when it joins, and may be detached
     * later.
     *
     * @param callbacks all that are attached then
     * @param joining those of them that join now
     */
    static List<Callback> orderAgain(List<Callback> callbacks, List<Callback> joining) {
        Map<String, Callback> byId = new LinkedHashMap<>();
        Set<String> present = new HashSet<>();
        for (Callback callback : callbacks) {
            byId.put(callback.id(), callback);
            present.add(callback.id());
            present.add(callback.table().plugin().id());
        }
        List<Item> items = callbacks.stream()
                .map(one -> item(
                        one,
                        one.spec().requires().stream()
                                .filter(id -> joining.contains(one) || present.contains(id))
                                .toList()))
                .toList();
        return Ordering.order(items).order().stream().map(byId::get).toList();
    }

    private static Item item(Callback callback, List<String> requires) {
        CallbackSpec spec = callback.spec();
        return new Item(spec.id(), callback.table().plugin().id(), spec.phase(), spec.before(), spec.after(), requires);
    }
}
