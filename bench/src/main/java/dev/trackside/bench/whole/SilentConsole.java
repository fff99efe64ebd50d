package dev.trackside.bench.whole;

import dev.trackside.Console;

/** Shows nothing, so that no terminal is measured. */
final class SilentConsole implements Console {

    @Override
    public void line(String text) {
        // Nobody looks on.
    }

    @Override
    public void live(String text) {
        // Nobody looks on.
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
