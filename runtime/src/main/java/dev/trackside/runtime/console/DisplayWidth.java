package dev.trackside.runtime.console;

/** How many columns of a terminal a text takes. */
final class DisplayWidth {

    private static final int ESCAPE = 0x1b;
    private static final String ELLIPSIS = "...";

    /** First and last code points of what takes two columns: East Asian scripts, full-width forms, emoji. */
    private static final int[][] WIDE = {
        {0x1100, 0x115f},
        {0x231a, 0x231b},
        {0x23e9, 0x23ec},
        {0x2705, 0x2705},
        {0x274c, 0x274c},
        {0x2e80, 0x303e},
        {0x3041, 0xa4cf},
        {0xa960, 0xa97c},
        {0xac00, 0xd7a3},
        {0xf900, 0xfaff},
        {0xfe30, 0xfe6f},
        {0xff00, 0xff60},
        {0xffe0, 0xffe6},
        {0x1f300, 0x1f64f},
        {0x1f680, 0x1f6ff},
        {0x1f7e0, 0x1f7eb},
        {0x1f900, 0x1f9ff},
        {0x1fa70, 0x1faff},
        {0x20000, 0x3fffd},
    };

    private DisplayWidth() {}

    static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            width += of(point);
            i += Character.charCount(point);
        }
        return width;
    }

    /** Makes one line of a text that is at most so wide; says by dots that there was more. Control characters and escape sequences go. */
    static String cut(String text, int width) {
        String clean = withoutControls(text);
        if (of(clean) <= width) {
            return clean;
        }
        String end = width > 2 * ELLIPSIS.length() ? ELLIPSIS : "";
        return head(clean, width - end.length()) + end;
    }

    private static String head(String text, int width) {
        int columns = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            columns += of(point);
            if (columns > width) {
                return text.substring(0, i);
            }
            i += Character.charCount(point);
        }
        return text;
    }

    private static String withoutControls(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == ESCAPE && i + 1 < text.length() && text.charAt(i + 1) == '[') {
                i = endOfSequence(text, i + 2);
            } else if (Character.isWhitespace(one)) {
                clean.append(' ');
            } else if (!Character.isISOControl(one)) {
                clean.append(one);
            }
        }
        return clean.toString();
    }

    /** The position of the letter that ends an escape sequence. */
    private static int endOfSequence(String text, int from) {
        int end = from;
        while (end < text.length() && (text.charAt(end) < '@' || text.charAt(end) > '~')) {
            end++;
        }
        return end;
    }

    private static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (point >= range[0] && point <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
