package dev.trackside.runtime.loading;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the constant pool of a class whether its methods call {@code System.exit}, {@code Runtime.exit} or {@code Runtime.halt}. Looks at the bytes
 * that a loader has at hand anyway, and at most classes only as long as it takes to see that they know neither name.
 */
final class ExitCalls {

    private static final int COUNT = 8;
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int METHOD = 10;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;

    private final byte[] bytes;
    private final int[] starts;
    private boolean suspicious;

    private ExitCalls(byte[] bytes) {
        this.bytes = bytes;
        this.starts = new int[unsigned(COUNT)];
    }

    /**
     * Looks at a class.
     *
     * @param bytes a class file that the JVM has accepted
     * @return what it calls: {@code System.exit}; null if nothing of the kind
     */
    static @Nullable String in(byte[] bytes) {
        ExitCalls calls = new ExitCalls(bytes);
        calls.readConstants();
        return calls.suspicious ? calls.find() : null;
    }

    private void readConstants() {
        int at = COUNT + 2;
        for (int i = 1; i < starts.length; i++) {
            starts[i] = at;
            switch (bytes[at]) {
                case UTF8 -> {
                    int length = unsigned(at + 1);
                    suspicious |= length == 4 && (is(at + 3, "exit") || is(at + 3, "halt"));
                    at += 3 + length;
                }
                case LONG, DOUBLE -> {
                    at += 9;
                    i++; // they take two numbers
                }
                case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> at += 3;
                case METHOD_HANDLE -> at += 4;
                default -> at += 5;
            }
        }
    }

    private @Nullable String find() {
        for (int start : starts) {
            if (start > 0 && bytes[start] == METHOD) {
                String type = text(starts[unsigned(starts[unsigned(start + 1)] + 1)]);
                String method = text(starts[unsigned(starts[unsigned(start + 3)] + 1)]);
                if (type.equals("java/lang/System") && method.equals("exit")) {
                    return "System.exit";
                }
                if (type.equals("java/lang/Runtime") && (method.equals("exit") || method.equals("halt"))) {
                    return "Runtime." + method;
                }
            }
        }
        return null;
    }

    private String text(int utf8) {
        return new String(bytes, utf8 + 3, unsigned(utf8 + 1), StandardCharsets.UTF_8);
    }

    private boolean is(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int unsigned(int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
