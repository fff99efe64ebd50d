package dev.trackside.runtime.core;

import dev.trackside.FailurePolicy;
import dev.trackside.Phase;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import dev.trackside.runtime.async.AsyncLane;
import dev.trackside.runtime.facts.VersionSkew;
import dev.trackside.runtime.loading.PluginContext;
import dev.trackside.spi.AsyncSpec;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.OptionSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One attached instance: what it is in this run, and what became of it. */
final class Callback {

    private final CallbackSpec spec;
    private final PluginContext context;
    private final List<Call> calls = new ArrayList<>();
    private @Nullable BoundHandlers handlers;
    private String callerName = "";
    private @Nullable AsyncLane lane;
    private @Nullable String detachedBecause;
    private volatile boolean detachAsked;
    private boolean attached = true;

    Callback(CallbackSpec spec) {
        this.spec = spec;
        this.context = PluginContext.of(spec.target(), "%s (from %s)".formatted(spec.id(), spec.origin()));
    }

    /** The class loader that it is called with. */
    PluginContext context() {
        return context;
    }

    /**
     * Binds its handlers.
     *
     * @param deadline ends calls that take too long; null if none does
     */
    void bind(EventFiring firing, CallbackBinder binder, @Nullable CallDeadline deadline) {
        ClassLoader before = context.enter();
        try {
            BoundHandlers bound = spec.table().bind(spec.target(), binder);
            callerName = bound.getClass().getName();
            BoundHandlers inTime = deadline == null ? bound : deadline.guard(bound, spec);
            handlers = context.isOwn() ? new InContext(inTime, context, spec) : inTime;
        } catch (LinkageError fault) {
            throw new UnboundException(
                    "%s from %s cannot be attached: %s%s. Put the plugin and the libraries it needs together into a sub-folder of the plugins folder."
                            .formatted(id(), spec.origin(), fault, VersionSkew.of(fault, spec.target())),
                    fault);
        } catch (TracksideException fault) {
            throw fault; // what the run lacks, in words
        } catch (RuntimeException | Error fault) {
            boolean fatal = fault instanceof VirtualMachineError && !(fault instanceof StackOverflowError);
            if (fatal || spec.byHand()) {
                throw fault;
            }
            throw new UnboundException(
                    "%s from %s cannot be attached: its table fails with %s. Tell its author."
                            .formatted(id(), spec.origin(), fault),
                    fault);
        } finally {
            context.leave(before);
        }
        for (int index = 0; index < spec.table().handlers().size(); index++) {
            calls.add(new Call(firing, this, index, spec.table().handlers().get(index), binder));
        }
    }

    CallbackSpec spec() {
        return spec;
    }

    String id() {
        return spec.id();
    }

    HandlerTable table() {
        return spec.table();
    }

    Object target() {
        return spec.target();
    }

    List<Call> calls() {
        return calls;
    }

    BoundHandlers handlers() {
        if (handlers == null) {
            throw new IllegalStateException(id() + " is not bound yet");
        }
        return handlers;
    }

    /** The name of the generated class that calls its handlers, as stack traces have it. */
    String callerName() {
        return callerName;
    }

    boolean isAttached() {
        return attached;
    }

    void askToDetach() {
        detachAsked = true;
    }

    boolean isAskedToDetach() {
        return detachAsked;
    }

    void detached(String reason) {
        if (attached) {
            attached = false;
            detachedBecause = reason;
            stopAsync(); // what is queued is not handled any more
        }
    }

    FailurePolicy failurePolicy() {
        if (spec.onFailure() != FailurePolicy.INFERRED) {
            return spec.onFailure();
        }
        return !spec.byHand() && spec.phase() == Phase.REPORT ? FailurePolicy.DETACH : FailurePolicy.FAIL;
    }

    /** Where the calls of one of its {@code @Async} handlers go; {@code faultAdded} is run when one has failed there. */
    Executor async(int handler, Runnable faultAdded) {
        AsyncSpec async = spec.table()
                .handlers()
                .get(handler)
                .async()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the handler %d of %s is not described as @Async".formatted(handler, id())));
        if (lane == null) {
            ClassLoader loader = spec.table().handlerClass().getClassLoader();
            lane = new AsyncLane(id(), async.queue(), loader, faultAdded);
        }
        return lane.executor(handler, async.whenFull());
    }

    /** The thread of its {@code @Async} handlers; empty if it has none. */
    Optional<AsyncLane> lane() {
        return Optional.ofNullable(lane);
    }

    void stopAsync() {
        if (lane != null) {
            lane.stop();
        }
    }

    /** The names it declares to produce, those that options give filled in. */
    List<String> producedNames() {
        List<String> names = new ArrayList<>();
        spec.table().handlers().forEach(handler -> {
            if (!handler.produces().isEmpty()) {
                names.add(handler.produces());
            }
        });
        for (String name : spec.table().plugin().produces()) {
            if (name.startsWith("{") && name.endsWith("}")) {
                Object value = optionValue(name.substring(1, name.length() - 1));
                if (value instanceof Collection<?> several) {
                    several.forEach(one -> names.add(String.valueOf(one)));
                } else if (value != null) {
                    names.add(String.valueOf(value));
                }
            } else {
                names.add(name);
            }
        }
        return names;
    }

    @Nullable
    Object optionValue(String option) {
        List<OptionSpec> options = spec.table().options();
        for (int index = 0; index < options.size(); index++) {
            if (options.get(index).name().equals(option)) {
                return spec.table().option(spec.target(), index);
            }
        }
        throw new IllegalArgumentException(
                "%s has no option %s".formatted(spec.table().handlerClass().getName(), option));
    }

    /** Closes the instance once, if it can be closed. */
    void close() throws Exception {
        spec.closing().close();
    }

    /**
     * What its handlers have cost so far.
     *
     * @param elapsedNanos the time of the run to which it is related
     */
    RunSummary.Cost cost(long elapsedNanos) {
        double nanos = 0;
        double variance = 0;
        long timed = 0;
        for (Call call : calls) {
            nanos += call.cost().nanos();
            variance += call.cost().variance();
            timed += call.cost().timed();
        }
        double whole = Math.max(1, elapsedNanos);
        return new RunSummary.Cost(
                Duration.ofNanos(Math.round(nanos)), Math.min(1, nanos / whole), Math.sqrt(variance) / whole, timed);
    }

    RunSummary.Callback summary(long elapsedNanos) {
        return new RunSummary.Callback(
                id(),
                spec.table().handlerClass().getName(),
                spec.phase(),
                spec.origin(),
                calls.stream().mapToLong(call -> call.cost().calls()).sum(),
                lane == null ? 0 : lane.dropped(),
                Optional.ofNullable(detachedBecause),
                cost(elapsedNanos));
    }

    @Override
    public String toString() {
        return id();
    }
}
