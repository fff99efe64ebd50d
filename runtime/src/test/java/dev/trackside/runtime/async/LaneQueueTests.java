package dev.trackside.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.WhenFull;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which calls give way when there is no room: see {@link WhenFull}. */
class LaneQueueTests {

    private final LaneQueue queue = new LaneQueue(8);
    private final List<String> called = new ArrayList<>();

    private boolean offer(Source source, String name) {
        return queue.offer(new Entry(source, source.submitted++, () -> called.add(name)));
    }

    private void offer(Source source, int from, int until) {
        for (int i = from; i < until; i++) {
            assertThat(offer(source, String.valueOf(i))).as("room for %d", i).isTrue();
        }
    }

    private void callNext() {
        Entry entry = queue.poll();
        assertThat(entry).isNotNull();
        entry.call().run();
    }

    private List<String> callAll() {
        while (!queue.isEmpty()) {
            callNext();
        }
        return called;
    }

    @Nested
    class Block {

        private final Source blocking = queue.source(0, WhenFull.BLOCK);

        @Test
        void takesCallsInOrderUntilItIsFull() {
            offer(blocking, 0, 8);

            assertThat(offer(blocking, "one too many")).isFalse();
            assertThat(callAll()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
            assertThat(blocking.count()).isEqualTo(new AsyncCount(0, WhenFull.BLOCK, 9, 0, 0));
        }
    }

    @Nested
    class DropOldest {

        private final Source dropping = queue.source(0, WhenFull.DROP_OLDEST);

        @Test
        void keepsTheNewest() {
            offer(dropping, 0, 20);

            assertThat(callAll()).containsExactly("12", "13", "14", "15", "16", "17", "18", "19");
            assertThat(dropping.count()).isEqualTo(new AsyncCount(0, WhenFull.DROP_OLDEST, 20, 12, 0));
        }

        @Test
        void sparesCallsThatBlock() {
            Source blocking = queue.source(1, WhenFull.BLOCK);
            offer(blocking, "a");
            offer(dropping, 0, 6);
            offer(blocking, "b");
            offer(dropping, "6");
            offer(dropping, "7");

            assertThat(callAll()).containsExactly("a", "2", "3", "4", "5", "b", "6", "7");
        }

        @Test
        void waitsIfThereAreNoneButThose() {
            Source blocking = queue.source(1, WhenFull.BLOCK);
            offer(blocking, 0, 8);

            assertThat(offer(dropping, "later")).isFalse();
            callNext();
            assertThat(offer(dropping, "later")).isTrue();
            assertThat(offer(dropping, "latest")).isTrue();
            assertThat(callAll()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "latest");
        }
    }

    @Nested
    class Sample {

        private final Source sampled = queue.source(0, WhenFull.SAMPLE);

        @Test
        void takesAllWhileThereIsRoom() {
            offer(sampled, 0, 8);

            assertThat(callAll()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
        }

        @Test
        void keepsEverySecondOnceItIsFull() {
            offer(sampled, 0, 9);

            assertThat(callAll()).containsExactly("0", "2", "4", "6", "8");
        }

        @Test
        void keepsTheNewestToo() {
            offer(sampled, 0, 12);

            assertThat(callAll()).containsExactly("0", "2", "4", "6", "8", "10", "11");
        }

        @Test
        void keepsEveryFourthWhenItIsFullAgain() {
            offer(sampled, 0, 16);

            assertThat(callAll()).containsExactly("0", "4", "8", "12", "15");
            assertThat(sampled.count()).isEqualTo(new AsyncCount(0, WhenFull.SAMPLE, 16, 11, 0));
        }

        @Test
        void isEvenOverLongTimes() {
            offer(sampled, 0, 1000);

            assertThat(callAll()).containsExactly("0", "256", "512", "768", "999");
            assertThat(sampled.count().submitted() - sampled.count().dropped()).isEqualTo(called.size());
        }

        @Test
        void takesAllAgainOnceItWasEmpty() {
            offer(sampled, 0, 9);
            callAll();
            called.clear();
            offer(sampled, 9, 14);

            assertThat(callAll()).containsExactly("9", "10", "11", "12", "13");
        }

        @Test
        void goesOnThinningWhileAnythingIsQueued() {
            offer(sampled, 0, 9); // 0 2 4 6 8
            callNext();
            callNext();
            offer(sampled, 9, 13);

            assertThat(callAll()).containsExactly("0", "2", "4", "6", "8", "10", "12");
        }

        @Test
        void thinsItsOwnCallsOnly() {
            Source blocking = queue.source(1, WhenFull.BLOCK);
            Source dropping = queue.source(2, WhenFull.DROP_OLDEST);
            offer(blocking, "a");
            offer(dropping, "x");
            offer(sampled, 0, 6);
            offer(sampled, "6");

            assertThat(callAll()).containsExactly("a", "x", "0", "2", "4", "6");
        }

        @Test
        void dropsTheOldestIfItHasNothingToThin() {
            Source dropping = queue.source(1, WhenFull.DROP_OLDEST);
            offer(dropping, 0, 7);
            offer(sampled, "a");
            offer(sampled, "b");

            assertThat(callAll()).containsExactly("1", "2", "3", "4", "5", "6", "a", "b");
        }

        @Test
        void waitsIfAllThatIsQueuedBlocks() {
            offer(queue.source(1, WhenFull.BLOCK), 0, 8);

            assertThat(offer(sampled, "later")).isFalse();
        }

        @Test
        void keepsTheNewestInAQueueOfOne() {
            LaneQueue one = new LaneQueue(1);
            Source source = one.source(0, WhenFull.SAMPLE);
            for (int i = 0; i < 10; i++) {
                String name = String.valueOf(i);
                assertThat(one.offer(new Entry(source, source.submitted++, () -> called.add(name))))
                        .isTrue();
            }
            one.poll().call().run();

            assertThat(called).containsExactly("9");
            assertThat(one.isEmpty()).isTrue();
        }

        @Test
        void keepsTheOrderOfHandlers() {
            Source other = queue.source(1, WhenFull.SAMPLE);
            for (int i = 0; i < 50; i++) {
                offer(sampled, "a" + i);
                offer(other, "b" + i);
            }

            List<Integer> numbers = callAll().stream()
                    .map(name -> Integer.valueOf(name.substring(1)))
                    .toList();
            assertThat(numbers).isSorted();
            assertThat(called).endsWith("b49").contains("a49").hasSizeLessThanOrEqualTo(8);
        }
    }

    @Nested
    class Discarding {

        @Test
        void isCountedApart() {
            Source dropping = queue.source(3, WhenFull.DROP_OLDEST);
            offer(dropping, 0, 10);

            assertThat(queue.discard()).isEqualTo(8);
            assertThat(queue.isEmpty()).isTrue();
            assertThat(dropping.count()).isEqualTo(new AsyncCount(3, WhenFull.DROP_OLDEST, 10, 2, 8));
            assertThat(dropping.count().dropped()).isEqualTo(10);
        }
    }
}
