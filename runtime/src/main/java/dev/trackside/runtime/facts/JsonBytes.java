package dev.trackside.runtime.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the JSON that the processor writes, key by key, so that a reader may stop when it knows enough.
 *
 * <p>A library would do as well, but for its own start: loading its classes takes several times as long as reading the descriptors of a hundred
 * jars, see {@code docs/decisions/plugin-index.md}.
 */
final class JsonBytes {

    private static final int MAX_DEPTH = 16;

    private final byte[] bytes;
    private int at;
    private int depth;
    private int keyStart;
    private int keyEnd;

    /** Bytes that are no JSON, or end too early. */
    static final class Malformed extends IOException {

        private static final long serialVersionUID = 1L;

        Malformed(String what, int at) {
            super("%s at byte %d".formatted(what, at));
        }
    }

    JsonBytes(byte[] bytes) {
        this.bytes = bytes;
        boolean mark =
                bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        this.at = mark ? 3 : 0;
    }

    /** Enters an object. */
    void begin() throws Malformed {
        expect('{');
    }

    /**
     * Passes over the next key of the object that was entered.
     *
     * @return whether there is one, which {@link #keyIs} compares then
     */
    boolean nextKey() throws Malformed {
        int next = peek();
        if (next == ',') {
            at++;
            next = peek();
        }
        if (next == '}') {
            at++;
            return false;
        }
        keyStart = at + 1;
        skipText();
        keyEnd = at - 1;
        expect(':');
        return true;
    }

    /** Whether the key that was passed over is this one, which has no characters but those of ASCII. */
    boolean keyIs(String key) {
        int length = key.length();
        if (keyEnd - keyStart != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[keyStart + i] != key.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A value as text; empty if it is no text, number or truth. */
    String scalar() throws Malformed {
        int next = peek();
        if (next == '"') {
            return text();
        }
        if (next == '{' || next == '[') {
            skip();
            return "";
        }
        String literal = literal();
        return literal.equals("null") ? "" : literal;
    }

    /** The texts in a list; those that are none are left out. */
    List<String> texts() throws Malformed {
        if (peek() != '[') {
            skip();
            return List.of();
        }
        at++;
        List<String> texts = List.of();
        for (int next = peek(); next != ']'; next = peek()) {
            if (next == ',') {
                at++;
            } else if (next == '"') {
                if (texts.isEmpty()) {
                    texts = new ArrayList<>();
                }
                texts.add(text());
            } else {
                skip();
            }
        }
        at++;
        return texts;
    }

    /** Passes over a value. */
    void skip() throws Malformed {
        switch (peek()) {
            case '"' -> skipText();
            case '{', '[' -> skipNested();
            default -> literal();
        }
    }

    private void skipNested() throws Malformed {
        if (++depth > MAX_DEPTH) {
            throw new Malformed("more than %d levels".formatted(MAX_DEPTH), at);
        }
        if (bytes[at++] == '{') {
            while (nextKey()) {
                skip();
            }
        } else {
            for (int next = peek(); next != ']'; next = peek()) {
                if (next == ',') {
                    at++;
                } else {
                    skip();
                }
            }
            at++;
        }
        depth--;
    }

    /** Only blanks may follow. */
    void end() throws Malformed {
        for (; at < bytes.length; at++) {
            if (bytes[at] > ' ' || bytes[at] < 0) {
                throw new Malformed("something behind the end", at);
            }
        }
    }

    private String text() throws Malformed {
        expect('"');
        int start = at;
        for (; at < bytes.length; at++) {
            byte one = bytes[at];
            if (one == '"') {
                return new String(bytes, start, at++ - start, StandardCharsets.UTF_8);
            }
            if (one == '\\') {
                return escaped(start);
            }
        }
        throw new Malformed("a text without an end", at);
    }

    private void skipText() throws Malformed {
        expect('"');
        byte[] all = bytes;
        for (int i = at; i < all.length; i++) {
            byte one = all[i];
            if (one == '"') {
                at = i + 1;
                return;
            }
            if (one == '\\') {
                i++;
            }
        }
        throw new Malformed("a text without an end", all.length);
    }

    private String escaped(int start) throws Malformed {
        StringBuilder text = new StringBuilder(new String(bytes, start, at - start, StandardCharsets.UTF_8));
        int plain = at;
        while (at < bytes.length) {
            byte one = bytes[at];
            if (one != '"' && one != '\\') {
                at++;
                continue;
            }
            text.append(new String(bytes, plain, at - plain, StandardCharsets.UTF_8));
            at++;
            if (one == '"') {
                return text.toString();
            }
            text.append(escape());
            plain = at;
        }
        throw new Malformed("a text without an end", at);
    }

    private char escape() throws Malformed {
        if (at >= bytes.length) {
            throw new Malformed("a text without an end", at);
        }
        byte one = bytes[at++];
        return switch (one) {
            case '"', '\\', '/' -> (char) one;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw new Malformed("an unknown escape", at);
        };
    }

    private char hexadecimal() throws Malformed {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < bytes.length ? Character.digit(bytes[at++], 16) : -1;
            if (digit < 0) {
                throw new Malformed("an unknown escape", at);
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private String literal() throws Malformed {
        int start = at;
        while (at < bytes.length && isPlain(bytes[at])) {
            at++;
        }
        if (at == start) {
            throw new Malformed("no value", at);
        }
        return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isPlain(byte one) {
        return (one >= '0' && one <= '9')
                || (one >= 'a' && one <= 'z')
                || one == '-'
                || one == '+'
                || one == '.'
                || one == 'E';
    }

    private int peek() throws Malformed {
        for (; at < bytes.length; at++) {
            byte one = bytes[at];
            if (one > ' ' || one < 0) {
                return one;
            }
        }
        throw new Malformed("the end comes too early", at);
    }

    private void expect(char wanted) throws Malformed {
        if (peek() != wanted) {
            throw new Malformed("no '" + wanted + "'", at);
        }
        at++;
    }
}
