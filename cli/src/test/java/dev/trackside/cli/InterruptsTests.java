package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Console;
import dev.trackside.Run;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptsTests {

    private final List<String> seen = new ArrayList<>();
    private final Interrupts interrupts = new Interrupts(new Lines(), () -> seen.add("halt"));

    @Test
    void theFirstSignalInterruptsTheRunAndSaysSo() {
        interrupts.begin(run());
        interrupts.signal("Ctrl-C");

        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).isEqualTo("interrupt Ctrl-C");
        assertThat(seen.get(1)).startsWith("line Ctrl-C: ").contains("Once more");
    }

    @Test
    void theSecondSignalHalts() {
        interrupts.begin(run());
        interrupts.signal("Ctrl-C");
        interrupts.signal("Ctrl-C");

        assertThat(seen).last().isEqualTo("halt");
    }

    @Test
    void aSignalBeforeTheRunHalts() {
        interrupts.signal("Ctrl-C");

        assertThat(seen).containsExactly("halt");
    }

    @Test
    void aSignalAfterTheRunHalts() {
        interrupts.begin(run());
        interrupts.end();
        interrupts.signal("Ctrl-C");

        assertThat(seen).containsExactly("halt");
    }

    private Run run() {
        return (Run)
                Proxy.newProxyInstance(Run.class.getClassLoader(), new Class<?>[] {Run.class}, (self, method, args) -> {
                    seen.add(method.getName() + " " + args[0]);
                    return null;
                });
    }

    private final class Lines implements Console {

        @Override
        public void line(String text) {
            seen.add("line " + text);
        }

        @Override
        public void live(String text) {
            seen.add("live " + text);
        }

        @Override
        public boolean interactive() {
            return false;
        }

        @Override
        public int width() {
            return 80;
        }
    }
}
