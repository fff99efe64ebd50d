package dev.trackside.cli;

import java.io.PrintStream;
import java.io.Writer;

/** Writes text to a stream of text. An {@code OutputStreamWriter} would have to guess the encoding that the stream has already. */
final class StreamWriter extends Writer {

    private final PrintStream stream;

    StreamWriter(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(char[] text, int offset, int length) {
        stream.print(new String(text, offset, length));
    }

    @Override
    public void flush() {
        stream.flush();
    }

    @Override
    public void close() {
        stream.flush();
    }
}
