package dev.trackside.processor.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns Javadoc into plain text in one line. */
final class DocText {

    private static final Pattern END = Pattern.compile("\\n\\s*\\n|<p>|<p |<ul|<ol|<pre|<h\\d|(?m:^\\s*@\\w)");
    private static final Pattern INLINE = Pattern.compile("\\{@(\\w+)\\s*((?:[^{}]|\\{[^{}]*})*)}", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private DocText() {}

    static String firstParagraph(@Nullable String doc) {
        if (doc == null) {
            return "";
        }
        String text = doc.strip();
        if (isPlain(text)) {
            return text;
        }
        Matcher end = END.matcher(text);
        if (end.find()) {
            text = text.substring(0, end.start());
        }
        if (text.contains("{@")) {
            text = INLINE.matcher(text).replaceAll(tag -> Matcher.quoteReplacement(plain(tag.group(1), tag.group(2))));
        }
        return BLANKS.matcher(unescape(TAG.matcher(text).replaceAll("")))
                .replaceAll(" ")
                .strip();
    }

    /** Whether a text is one line without tags, as that of most fields; it is needed for each, and expressions are slow. */
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if ((one == ' ' && before == ' ') || one < ' ' || one == '@' || one == '<' || one == '&') {
                return false;
            }
            before = one;
        }
        return true;
    }

    static String firstSentence(@Nullable String doc) {
        String paragraph = firstParagraph(doc);
        for (int i = 0; i < paragraph.length() - 1; i++) {
            if (paragraph.charAt(i) == '.' && Character.isWhitespace(paragraph.charAt(i + 1))) {
                return paragraph.substring(0, i + 1);
            }
        }
        return paragraph;
    }

    private static String plain(String tag, String content) {
        String text = content.strip();
        if (!tag.startsWith("link")) {
            return text;
        }
        // {@link Type#method(Args) label}: the label, else the reference as people read it.
        Matcher label = Pattern.compile("^\\S*?(?:\\([^)]*\\))?\\s+(.+)$", Pattern.DOTALL)
                .matcher(text);
        return label.matches() ? label.group(1) : text.replaceFirst("^#", "").replace('#', '.');
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
