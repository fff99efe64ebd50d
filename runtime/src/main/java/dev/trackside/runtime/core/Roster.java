package dev.trackside.runtime.core;

import dev.trackside.Decision;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The callbacks of a run in their order. What joins or leaves while the run goes on does so at the next event. */
final class Roster {

    private static final Logger LOG = LogManager.getLogger(Roster.class);

    private final TrainingRun run;
    private final List<Member> everybody = new CopyOnWriteArrayList<>();
    private final List<Callback> joining = new ArrayList<>();
    private List<Callback> attached = List.of();
    private boolean changed;
    private boolean begun;
    private boolean ending;

    Roster(TrainingRun run) {
        this.run = run;
    }

    /** The callbacks in their order, those that were detached left out. */
    List<Callback> attached() {
        return attached;
    }

    /** Who is attached, or was: of those who left only figures are kept, so that what they refer to can go. */
    private sealed interface Member permits Present, Departed {
        RunSummary.Callback summary(long elapsedNanos);
    }

    private record Present(Callback callback) implements Member {
        @Override
        public RunSummary.Callback summary(long elapsedNanos) {
            return callback.summary(elapsedNanos);
        }
    }

    private record Departed(RunSummary.Callback last, long leftAfterNanos) implements Member {
        @Override
        public RunSummary.Callback summary(long elapsedNanos) {
            double rest = elapsedNanos == 0 ? 1 : (double) leftAfterNanos / elapsedNanos;
            RunSummary.Cost cost = last.cost();
            return new RunSummary.Callback(
                    last.id(),
                    last.type(),
                    last.phase(),
                    last.origin(),
                    last.calls(),
                    last.dropped(),
                    last.detached(),
                    new RunSummary.Cost(cost.time(), cost.share() * rest, cost.error() * rest, cost.timed()));
        }
    }

    private List<Callback> present() {
        return everybody.stream()
                .filter(Present.class::isInstance)
                .map(member -> ((Present) member).callback())
                .toList();
    }

    Optional<Callback> find(String id) {
        return present().stream()
                .filter(callback -> callback.id().equals(id) && callback.isAttached())
                .findFirst();
    }

    /** Attaches all that a run begins with, in the order given. */
    void begin(List<Callback> ordered) {
        ordered.forEach(callback -> everybody.add(new Present(callback)));
        attached = List.copyOf(ordered);
        run.dispatcher().rebuild(attached, run.names());
    }

    /** From now on train begin is something that who joins has missed. */
    void begins() {
        begun = true;
    }

    /** From now on nobody joins: who has not had train begin by now never has it, and no other event either. */
    void ends() {
        ending = true;
    }

    /** Whether the last event that callbacks may join at has come. */
    boolean isEnding() {
        return ending;
    }

    /** Attaches a callback from the next event on. */
    void join(Callback callback) {
        if (find(callback.id()).isPresent()) {
            throw new TracksideException(
                    "The id %s is taken in this run. Attach it under another one: attach(\"%s-2\", callback)."
                            .formatted(callback.id(), callback.id()));
        }
        everybody.add(new Present(callback));
        joining.add(callback);
        run.firing().news();
    }

    /** Detaches a callback that failed: nothing of it is called any more, from now on. */
    void detach(Callback callback, String reason) {
        callback.detached(reason);
        changed = true;
        run.firing().news();
    }

    /** Whether anybody joins or leaves before the next event. */
    boolean isChanging() {
        return changed || !joining.isEmpty() || attached.stream().anyMatch(Callback::isAskedToDetach);
    }

    /** Lets those join and leave that have asked since the last event. */
    void settle() {
        for (Callback callback : attached) {
            if (callback.isAskedToDetach() && callback.isAttached()) {
                callback.detached("detached by code");
                run.firing().record(callback.id(), Decision.Kind.DETACH, "detached by code");
                changed = true;
            }
        }
        List<Callback> arriving = ending ? List.of() : List.copyOf(joining);
        if (!changed && arriving.isEmpty()) {
            return;
        }
        changed = false;
        joining.removeAll(arriving);
        List<Callback> leaving =
                attached.stream().filter(callback -> !callback.isAttached()).toList();
        List<Callback> present = new ArrayList<>(attached);
        present.removeAll(leaving);
        if (!arriving.isEmpty()) {
            present.addAll(arriving);
            present = Attaching.orderAgain(present, List.of());
        }
        attached = List.copyOf(present);
        run.dispatcher().rebuild(attached, run.names());
        leaving.forEach(this::close);
        if (begun) {
            arriving.forEach(run.firing()::welcome);
        }
    }

    private void close(Callback callback) {
        run.names().withdraw(callback.id());
        try {
            callback.close();
        } catch (Exception fault) {
            LOG.warn("{} could not be closed after it was detached", callback.id(), fault);
        }
        AsyncWaiting.warnOfDropped(callback);
        long elapsed = run.times().sessionNanos();
        everybody.replaceAll(member ->
                member.equals(new Present(callback)) ? new Departed(callback.summary(elapsed), elapsed) : member);
    }

    /** Closes what is still attached, in reverse order; returns what was thrown. */
    List<Exception> closeAll() {
        List<Exception> faults = new ArrayList<>();
        List<Callback> reversed = present();
        for (int i = reversed.size() - 1; i >= 0; i--) {
            Callback callback = reversed.get(i);
            callback.stopAsync();
            try {
                callback.close();
            } catch (Exception fault) {
                faults.add(new TracksideException(
                        "%s could not be closed at the end of the run: %s".formatted(callback.id(), fault.getMessage()),
                        fault));
            }
        }
        return faults;
    }

    List<RunSummary.Callback> summaries() {
        run.dispatcher().fold();
        long elapsed = run.times().sessionNanos();
        return everybody.stream().map(member -> member.summary(elapsed)).toList();
    }
}
