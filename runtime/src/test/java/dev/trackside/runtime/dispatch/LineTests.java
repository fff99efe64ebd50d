package dev.trackside.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.Control;
import dev.trackside.runtime.metrics.Layer;
import dev.trackside.runtime.metrics.SlotSet;
import dev.trackside.spi.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All of it holds for handlers in an array and for fused ones alike. */
class LineTests {

    private final List<String> log = new ArrayList<>();
    private final Layer metrics = new Layer();
    private final HandTicks ticks = new HandTicks();

    /** A clock that a test moves. */
    private static final class HandTicks implements Ticks {
        private long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public long elapsedNanos() {
            return now;
        }
    }

    private Line line(Fusing fusing, Probe... probes) {
        return new Line(List.of(probes), fusing, ticks, 0);
    }

    private void fire(Line line, int from, int to) {
        for (int count = from; count <= to; count++) {
            log.add(String.valueOf(count));
            line.fire(new NoFrame(), metrics, count);
        }
    }

    @ParameterizedTest
    @EnumSource
    void handlersAreCalledInOrderAtEachEvent(Fusing fusing) {
        fire(line(fusing, Probe.of("a", log), Probe.of("b", log), Probe.of("c", log)), 1, 4);

        assertThat(String.join(" ", log)).isEqualTo("1 a b c 2 a b c 3 a b c 4 a b c");
    }

    @ParameterizedTest
    @EnumSource
    void moreHandlersThanOneSequenceHoldsAreCalledInOrder(Fusing fusing) {
        Probe[] probes = IntStream.range(0, 40)
                .mapToObj(i -> Probe.of((char) ('a' + i % 26) + "" + i, log))
                .toArray(Probe[]::new);
        Line line = line(fusing, probes);
        List<String> expected = IntStream.range(0, 40)
                .mapToObj(i -> (char) ('a' + i % 26) + "" + i)
                .toList();

        for (int event = 0; event < 3; event++) {
            log.clear();
            line.fire(new NoFrame(), metrics, event + 1);
            assertThat(log).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFilteredHandlerKeepsItsPlaceAmongTheOthers(Fusing fusing) {
        fire(
                line(fusing, Probe.of("a", log), Probe.of("b", log, Probe.every(3), () -> null), Probe.of("c", log)),
                1,
                7);

        assertThat(String.join(" ", log)).isEqualTo("1 a c 2 a c 3 a b c 4 a c 5 a c 6 a b c 7 a c");
    }

    @ParameterizedTest
    @EnumSource
    void filtersOfSeveralPeriodsWindowsAndExactCountsMeetOnOneLine(Fusing fusing) {
        Line line = line(
                fusing,
                Probe.of("a", log, Probe.every(4), () -> null),
                Probe.of("b", log, new Filter(3, 5, Integer.MAX_VALUE, List.of(), 0), () -> null),
                Probe.of("c", log, new Filter(1, 1, 2, List.of(), 0), () -> null),
                Probe.of("d", log, new Filter(1, 1, Integer.MAX_VALUE, List.of(10, 2), 0), () -> null));
        fire(line, 1, 12);

        assertThat(String.join(" ", log)).isEqualTo("1 c 2 c d 3 4 a 5 6 b 7 8 a 9 b 10 d 11 12 a b");
    }

    @ParameterizedTest
    @EnumSource
    void countsThatBeginAnewAreFilteredAnew(Fusing fusing) {
        Line line = line(fusing, Probe.of("a", log, Probe.every(3), () -> null));
        fire(line, 1, 4); // an epoch of 4 batches, then one of 7
        fire(line, 1, 7);
        fire(line, 6, 6); // a resume

        assertThat(String.join(" ", log)).isEqualTo("1 2 3 a 4 1 2 3 a 4 5 6 a 7 6 a");
    }

    @ParameterizedTest
    @EnumSource
    void aPeriodInSecondsIsUsedUpByACall(Fusing fusing) {
        Line line = line(fusing, Probe.of("a", log), Probe.of("b", log, Probe.everySeconds(2), () -> null));
        for (int count = 1; count <= 6; count++) {
            log.add(count + ":");
            line.fire(new NoFrame(), metrics, count);
            ticks.now += 1_000_000_000;
        }

        assertThat(String.join(" ", log)).isEqualTo("1: a 2: a 3: a b 4: a 5: a b 6: a");
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerWithoutItsMetricIsLeftOutThisTime(Fusing fusing) {
        SlotSet loss = new SlotSet();
        loss.add(70);
        Line line =
                line(fusing, Probe.of("a", log), Probe.of("b", log, Filter.ALL, () -> null, loss), Probe.of("c", log));
        fire(line, 1, 2);
        metrics.set(70, Double.NaN);
        fire(line, 3, 4);
        metrics.clear();
        fire(line, 5, 5);

        assertThat(String.join(" ", log)).isEqualTo("1 a c 2 a c 3 a b c 4 a b c 5 a c");
    }

    @ParameterizedTest
    @EnumSource
    void aMetricThatAnEarlierHandlerGivesCountsForTheLaterOnes(Fusing fusing) {
        SlotSet given = new SlotSet();
        given.add(3);
        Line line = line(
                fusing,
                Probe.of("a", log, Filter.ALL, () -> {
                    metrics.set(3, 1);
                    return null;
                }),
                Probe.of("b", log, Filter.ALL, () -> null, given));
        for (int count = 1; count <= 3; count++) {
            metrics.clear();
            line.fire(new NoFrame(), metrics, count);
        }

        assertThat(String.join(" ", log)).isEqualTo("a b a b a b");
    }

    @ParameterizedTest
    @EnumSource
    void answersOtherThanToProceedAreHandedOn(Fusing fusing) {
        Line line = line(
                fusing,
                Probe.of("a", log, Filter.ALL, Control::proceed),
                Probe.of("b", log, Filter.ALL, () -> Control.stop("enough")),
                Probe.of("c", log));
        fire(line, 1, 3);

        assertThat(String.join(" ", log)).isEqualTo("1 a b b wants STOP c 2 a b b wants STOP c 3 a b b wants STOP c");
    }

    @ParameterizedTest
    @EnumSource
    void aFaultStopsNobodyElse(Fusing fusing) {
        Line line = line(
                fusing,
                Probe.of("a", log, Filter.ALL, () -> {
                    throw new IllegalStateException("no");
                }),
                Probe.of("b", log),
                Probe.of("c", log, Filter.ALL, () -> {
                    throw new AssertionError("no");
                }),
                Probe.of("d", log));
        fire(line, 1, 3);

        assertThat(String.join(" ", log))
                .isEqualTo("1 a a failed: no b c c failed: no d 2 a a failed: no b c c failed: no d"
                        + " 3 a a failed: no b c c failed: no d");
    }

    @ParameterizedTest
    @EnumSource
    void aFaultThatFailsTheRunEndsTheEvent(Fusing fusing) {
        Line line = line(
                fusing,
                Probe.of("a", log),
                Probe.of("b", log, Filter.ALL, () -> {
                    throw new Probe.Fatal("the end");
                }),
                Probe.of("c", log));

        for (int event = 1; event <= 3; event++) {
            int count = event;
            assertThatThrownBy(() -> fire(line, count, count)).hasMessage("the end");
        }
        assertThat(log).doesNotContain("c");
    }

    @ParameterizedTest
    @EnumSource
    void whoLeavesWithAFaultIsNotCalledAgainInTheSameEvent(Fusing fusing) {
        Probe second = Probe.of("c", log);
        Line line = line(
                fusing,
                Probe.of("a", log),
                Probe.of("b", log, Filter.ALL, () -> {
                    if (log.contains("3")) {
                        second.leave(); // of the same callback
                        throw new IllegalStateException("no");
                    }
                    return null;
                }),
                second,
                Probe.of("d", log));
        fire(line, 1, 3);

        assertThat(String.join(" ", log)).isEqualTo("1 a b c d 2 a b c d 3 a b b failed: no d");
        line.fold();
        assertThat(second.cost().calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void callsAreCounted(Fusing fusing) {
        Probe steady = Probe.of("a", log);
        Probe filtered = Probe.of("b", log, Probe.every(10), () -> null);
        Line line = line(fusing, steady, filtered);
        fire(line, 1, 1005);
        line.fold();

        assertThat(steady.cost().calls()).isEqualTo(1005);
        assertThat(filtered.cost().calls()).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource
    void whereTheClockIsCheapEachCallIsTimed(Fusing fusing) {
        Probe slow = Probe.of("a", log, Filter.ALL, () -> {
            ticks.now += 1000;
            return null;
        });
        Probe quick = Probe.of("b", log, Filter.ALL, () -> {
            ticks.now += 10;
            return null;
        });
        fire(line(fusing, slow, quick), 1, 500);

        assertThat(slow.cost().timed()).isEqualTo(500);
        assertThat(slow.cost().nanos()).isEqualTo(500_000);
        assertThat(slow.cost().variance()).isZero();
        assertThat(quick.cost().nanos()).isEqualTo(5_000);
        assertThat(slow.cost().longest()).isEqualTo(1000);
    }

    @ParameterizedTest
    @EnumSource
    void whereEventsComeFastSomeCallsStandForAll(Fusing fusing) {
        Probe steady = Probe.of("a", log, Filter.ALL, () -> {
            ticks.now += 50;
            return null;
        });
        Probe filtered = Probe.of("b", log, Probe.every(64), () -> {
            ticks.now += 500;
            return null;
        });
        Line line = new Line(List.of(steady, filtered), fusing, ticks, 20);
        fire(line, 1, 200_000);
        line.fold();

        assertThat(steady.cost().calls()).isEqualTo(200_000);
        assertThat(steady.cost().timed()).isBetween(200_000L / 90, 200_000L / 20);
        // What was read of the clock is no part of it.
        assertThat(steady.cost().nanos()).isCloseTo(200_000 * 30.0, within(0.05 * 200_000 * 30));
        assertThat(filtered.cost().timed()).isPositive();
        assertThat(filtered.cost().nanos()).isCloseTo(200_000 / 64 * 480.0, within(0.15 * 200_000 / 64 * 480));
        assertThat(Math.sqrt(steady.cost().variance()))
                .isLessThan(0.1 * steady.cost().nanos());
    }

    @ParameterizedTest
    @EnumSource
    void withoutTimingNoClockIsRead(Fusing fusing) {
        Ticks none = new Ticks() {
            @Override
            public long nanoTime() {
                throw new AssertionError("read");
            }

            @Override
            public long elapsedNanos() {
                throw new AssertionError("read");
            }
        };
        Line line = new Line(
                List.of(Probe.of("a", log), Probe.of("b", log, Probe.every(2), () -> null)),
                fusing,
                none,
                Double.POSITIVE_INFINITY);
        fire(line, 1, 4);

        assertThat(String.join(" ", log)).isEqualTo("1 a 2 a b 3 a 4 a b");
    }

    @ParameterizedTest
    @EnumSource
    void aLineKnowsWhoseItIs(Fusing fusing) {
        Probe a = Probe.of("a", log);
        Probe b = Probe.of("b", log);
        Line line = line(fusing, a, b);

        assertThat(line.isOf(List.of(a, b))).isTrue();
        assertThat(line.isOf(List.of(b, a))).isFalse();
        assertThat(line.isOf(List.of(a))).isFalse();
    }
}
