package dev.trackside.plugin.tensorboard;

import java.nio.charset.StandardCharsets;

/**
 * Names as tags. TensorBoard takes any text, but groups by what stands before the first slash, and control characters show as nothing. So a slash at
 * the beginning or end, control characters, blanks other than a space, halves of characters, and the percent sign become {@code %} and their
 * bytes in UTF-8; two names never become one tag.
 */
final class Tags {

    private Tags() {}

    static String of(String name) {
        if (name.isEmpty()) {
            return "%";
        }
        StringBuilder tag = new StringBuilder();
        int last = name.length() - 1;
        for (int i = 0; i < name.length(); ) {
            int character = name.codePointAt(i);
            if (plain(character) && !(character == '/' && (i == 0 || i == last))) {
                tag.appendCodePoint(character);
            } else {
                escape(tag, character);
            }
            i += Character.charCount(character);
        }
        return tag.toString();
    }

    private static boolean plain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> character == ' ';
            default -> character != '%';
        };
    }

    private static void escape(StringBuilder tag, int character) {
        if (Character.getType(character) == Character.SURROGATE) { // has no bytes
            tag.append("%u").append(String.format("%04X", character));
            return;
        }
        for (byte one : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
            tag.append(String.format("%%%02X", one & 0xff));
        }
    }
}
