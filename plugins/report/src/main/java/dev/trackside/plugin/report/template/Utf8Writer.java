package dev.trackside.plugin.report.template;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes UTF-8, and takes what is UTF-8 already as it is: most of a page is a script of 700 KB. */
public final class Utf8Writer extends Writer {

    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private String half = "";

    /**
     * Writes to a stream.
     *
     * @param out where to
     */
    public Utf8Writer(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER);
    }

    /** Takes bytes as they are. */
    void copy(InputStream in) throws IOException {
        in.transferTo(out);
    }

    /** A character beyond the first 65,536 may come in two parts, as the end of one buffer and the beginning of the next. */
    @Override
    public void write(String text) throws IOException {
        String whole = half.isEmpty() ? text : half + text;
        int last = whole.length() - 1;
        boolean split = last >= 0 && Character.isHighSurrogate(whole.charAt(last));
        half = split ? whole.substring(last) : "";
        out.write((split ? whole.substring(0, last) : whole).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        write(new String(text, from, length));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
