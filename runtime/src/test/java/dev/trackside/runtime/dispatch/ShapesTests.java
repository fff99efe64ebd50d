package dev.trackside.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trackside.runtime.metrics.Layer;
import dev.trackside.spi.BoundHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShapesTests {

    private final List<String> log = new ArrayList<>();

    private Sequence fused(String... names) {
        Probe[] probes = Stream.of(names).map(name -> Probe.of(name, log)).toArray(Probe[]::new);
        return Objects.requireNonNull(Shapes.fuse(bound(probes), numbers(probes)));
    }

    private static BoundHandlers[] bound(Probe... probes) {
        return Arrays.stream(probes).map(Handler::bound).toArray(BoundHandlers[]::new);
    }

    private static int[] numbers(Probe... probes) {
        return Arrays.stream(probes).mapToInt(Handler::number).toArray();
    }

    @Test
    void aSequenceHasAClassOfItsOwn() {
        assertThat(fused("a", "b").getClass()).isNotEqualTo(FusedSequence.class);
        assertThat(fused("a", "b").getClass().isHidden()).isTrue();
    }

    @Test
    void theSameHandlerClassesAndNumbersShareAClass() {
        assertThat(fused("a", "b").getClass()).isSameAs(fused("a", "b").getClass());
    }

    @Test
    void otherClassesAnotherOrderOrOtherNumbersGetAnother() {
        Class<?> first = fused("a", "b").getClass();

        assertThat(fused("b", "a").getClass()).isNotSameAs(first);
        assertThat(fused("a", "c").getClass()).isNotSameAs(first);
        assertThat(fused("a", "b", "c").getClass()).isNotSameAs(first);
        assertThat(fused("d", "b").getClass()).isNotSameAs(first); // the class of a, but another number
    }

    @Test
    void aKnownSequenceIsKnown() {
        Probe[] probes = {Probe.of("x", log), Probe.of("y", log), Probe.of("x", log)};
        assertThat(Shapes.isKnown(bound(probes), numbers(probes))).isFalse();

        Shapes.fuse(bound(probes), numbers(probes));

        assertThat(Shapes.isKnown(bound(probes), numbers(probes))).isTrue();
    }

    @Test
    void onlyTheSequencesUsedLastAreKept() {
        Probe[] first = {Probe.of("k", log), Probe.of("a", log)};
        Shapes.fuse(bound(first), numbers(first));
        for (char other = 'b'; other < 'b' + 16; other++) {
            fused("k", String.valueOf(other));
        }

        assertThat(Shapes.isKnown(bound(first), numbers(first))).isFalse();
    }

    @Test
    void theMachineryOfASequenceIsNoPartOfAStackTrace() {
        IllegalStateException thrown = new IllegalStateException("here");
        Throwable[] seen = new Throwable[1];
        Probe probe = Probe.of("a", log, dev.trackside.spi.Filter.ALL, () -> {
            thrown.fillInStackTrace();
            throw thrown;
        });
        Line line = new Line(List.of(probe, Probe.of("b", log)), Fusing.FUSED, new StandingTicks(), 0);
        for (int count = 1; count <= 3; count++) {
            int now = count;
            seen[0] = catchThrowable(() -> line.fire(new NoFrame(), new Layer(), now));
        }

        assertThat(seen[0]).isNull();
        assertThat(log).contains("a failed: here");
        assertThat(thrown.getStackTrace())
                .extracting(StackTraceElement::getClassName)
                .noneMatch(name -> name.contains("FusedSequence"));
    }

    private static final class StandingTicks implements Ticks {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public long elapsedNanos() {
            return 0;
        }
    }
}
