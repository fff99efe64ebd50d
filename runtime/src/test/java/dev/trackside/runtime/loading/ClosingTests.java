package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClosingTests {

    private static final Duration LONG = Duration.ofSeconds(50);

    @Test
    void itClosesOnce() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        AutoCloseable target = closed::incrementAndGet;
        Closing closing = new Closing("x", target, LONG);

        closing.close();
        closing.close();

        assertThat(closed).hasValue(1);
    }

    @Test
    void whatCannotBeClosedIsLeftAlone() throws Exception {
        new Closing("x", new Object(), LONG).close();
    }

    @Test
    void whatIsThrownIsThrown() {
        IllegalStateException exception = new IllegalStateException("full disk");
        AutoCloseable failing = () -> {
            throw exception;
        };
        AutoCloseable unlinked = () -> {
            throw new NoSuchMethodError("gone");
        };

        assertThatThrownBy(() -> new Closing("x", failing, LONG).close()).isSameAs(exception);
        assertThatThrownBy(() -> new Closing("x", unlinked, LONG).close())
                .isInstanceOf(TracksideException.class)
                .hasCauseInstanceOf(NoSuchMethodError.class);
    }

    @Test
    void whatNeverEndsIsLeftBehindWithItsStack() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AutoCloseable stuck = () -> {
            begun.countDown();
            never.await();
        };

        assertThatThrownBy(() -> new Closing("stuck", stuck, Duration.ofMillis(200)).close())
                .isInstanceOf(TracksideException.class)
                .hasMessageStartingWith("stuck was not closed within 200 ms and is left behind")
                .hasMessageEndingWith("See what its close waits for, or allow more: loading.close-seconds.");
        assertThat(begun.getCount()).as("it had begun, or the machine was slow").isBetween(0L, 1L);
    }

    @Test
    void anInterruptedThreadClosesAndStaysInterrupted() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        AutoCloseable target = closed::incrementAndGet;
        Thread.currentThread().interrupt();

        new Closing("x", target, LONG).close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).hasValue(1);
    }
}
