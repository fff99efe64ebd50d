package dev.trackside.runtime.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A terminal of the kind that the console writes to: understands exactly the sequences it uses, and fails at any other. */
final class Screen {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int width;

    Screen(int width) {
        this.width = width;
    }

    PrintStream stream() {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    OutputStream raw() {
        return bytes;
    }

    String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What a person sees, from the top. */
    List<String> lines() {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        boolean wrap = true;
        int column = 0;
        String text = written();
        for (int i = 0; i < text.length(); i++) {
            StringBuilder line = lines.get(lines.size() - 1);
            char one = text.charAt(i);
            if (text.startsWith("\u001b[2K", i)) {
                line.setLength(0);
                i += 3;
            } else if (text.startsWith("\u001b[?7l", i) || text.startsWith("\u001b[?7h", i)) {
                wrap = text.charAt(i + 4) == 'h';
                i += 4;
            } else if (one == '\r') {
                column = 0;
            } else if (one == '\n') {
                lines.add(new StringBuilder());
                column = 0;
            } else if (Character.isISOControl(one)) {
                throw new AssertionError("control character " + (int) one + " at " + i);
            } else {
                if (column == width && wrap) {
                    lines.add(new StringBuilder());
                    line = lines.get(lines.size() - 1);
                    column = 0;
                }
                column = Math.min(column, width - 1);
                while (line.length() <= column) {
                    line.append(' ');
                }
                line.setCharAt(column++, one);
            }
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }
}
