package dev.trackside.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TerminalConsoleTests {

    private final Screen screen = new Screen(20);
    private final TerminalConsole console = new TerminalConsole(screen.stream(), screen.stream(), 20);

    @Test
    void linesComeAboveTheLiveRegion() {
        console.live("epoch 1");
        console.line("loss = 0.7");
        console.line("loss = 0.6");

        assertThat(screen.lines()).containsExactly("loss = 0.7", "loss = 0.6", "epoch 1");
    }

    @Test
    void errorsComeAboveTheLiveRegionToo() {
        console.live("epoch 1");
        console.error("disk nearly full");
        console.line("loss = 0.7");

        assertThat(screen.lines()).containsExactly("disk nearly full", "loss = 0.7", "epoch 1");
    }

    @Test
    void errorsGoToStandardError() {
        Screen err = new Screen(20);
        TerminalConsole both = new TerminalConsole(screen.stream(), err.stream(), 20);

        both.live("epoch 1");
        both.error("disk nearly full");

        assertThat(screen.lines()).containsExactly("epoch 1");
        assertThat(err.written()).isEqualTo("disk nearly full" + System.lineSeparator());
    }

    @Test
    void theLiveRegionIsRedrawnInPlace() {
        console.live("epoch 10 of 20");
        console.live("epoch 11");

        assertThat(screen.lines()).containsExactly("epoch 11");
    }

    @Test
    void aNarrowerTerminalShowsTheBeginningOfTheLiveRegionAndAWiderOneAllOfItAgain() {
        console.live("epoch 10 of 20");

        console.resized(10);
        assertThat(screen.lines()).containsExactly("epoch ...");
        assertThat(console.width()).isEqualTo(10);

        console.resized(20);
        assertThat(screen.lines()).containsExactly("epoch 10 of 20");
    }

    @Test
    void anotherWidthWritesNothingWithoutALiveRegion() {
        console.resized(10);

        assertThat(screen.written()).isEmpty();
    }

    @Test
    void theSameAgainWritesNothing() {
        console.live("epoch 1");
        String before = screen.written();
        console.live("epoch 1");

        assertThat(screen.written()).isEqualTo(before);
    }

    @Test
    void anEmptyTextTakesTheLiveRegionAway() {
        console.live("epoch 1");
        console.live("");
        console.line("done");

        assertThat(screen.lines()).containsExactly("done", "");
    }

    @Test
    void whatIsTooWideIsCutNotWrapped() {
        console.live("0123456789012345678901234567890");
        console.live("0123456789012345678901234567890!");
        console.line("above");

        assertThat(screen.lines()).containsExactly("above", "0123456789012345...");
    }

    @Test
    void aWindowThatGotNarrowerDoesNotWrapEither() {
        Screen narrow = new Screen(10);
        TerminalConsole outdated = new TerminalConsole(narrow.stream(), narrow.stream(), 20);

        outdated.live("012345678901234");
        outdated.line("above");

        assertThat(narrow.lines()).hasSize(2).first().isEqualTo("above");
    }

    @Test
    void aLiveTextIsOneLineWithoutControlCharacters() {
        console.live("a\nb\t\u001b[31mred\u001b[0m\u0007");

        assertThat(screen.lines()).containsExactly("a b red");
    }

    @Test
    void closingLeavesTheLastStateAndBeginsALine() {
        console.live("epoch 1");
        console.close();
        console.line("interrupted");

        assertThat(screen.lines()).containsExactly("epoch 1", "interrupted", "");
    }

    @Nested
    class SystemStreams {

        @Test
        void comeAboveTheLiveRegionLineByLine() {
            try (Consoles.Redirection redirection = Consoles.redirectSystemStreams(console)) {
                assertThat(redirection).isNotNull();
                console.live("epoch 1");
                System.out.print("half a ");
                System.out.println("line ☃");
                System.err.println("an error");
                System.out.print("rest");
            }

            assertThat(screen.written())
                    .contains("half a line ☃" + System.lineSeparator(), "an error" + System.lineSeparator());
            assertThat(screen.lines()).element(0).isEqualTo("half a line ☃");
            assertThat(screen.lines()).element(1).isEqualTo("an error");
            assertThat(screen.lines()).element(2).isEqualTo("rest");
            assertThat(screen.lines()).element(3).isEqualTo("epoch 1");
        }

        @Test
        void arePutBack() {
            java.io.PrintStream out = System.out;
            java.io.PrintStream err = System.err;
            Consoles.redirectSystemStreams(console).close();

            assertThat(System.out).isSameAs(out);
            assertThat(System.err).isSameAs(err);
        }
    }

    @Test
    void threadsDoNotTearEachOthersLines() throws InterruptedException {
        int each = 500;
        List<Thread> threads = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (String word : List.of("one", "two", "three")) {
            threads.add(new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                for (int i = 0; i < each; i++) {
                    console.live(word + i);
                    console.line(word);
                }
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        console.live("");

        assertThat(screen.lines().subList(0, 3 * each))
                .containsOnly("one", "two", "three")
                .hasSize(3 * each);
    }
}
