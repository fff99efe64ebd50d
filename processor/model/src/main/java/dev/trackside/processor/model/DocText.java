package dev.trackside.processor.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns Javadoc into plain text in one line. */
final class DocText {

    private static final Pattern END = Pattern.compile("\\n\\s*\\n|<p>|<p |<ul|<ol|<pre|<h\\d|(?m:^\\s*@\\w)");
    private static final Pattern INLINE = Pattern.compile("\\{@(\\w+)\\s*((?:[^{}]|\\{[^{}]*})*)}", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("^(.*?\\.)(\\s.*)?$", Pattern.DOTALL);

    private DocText() {}

    static String firstParagraph(@Nullable String doc) {
        if (doc == null) {
            return "";
        }
        String text = doc.strip();
        Matcher end = END.matcher(text);
        if (end.find()) {
            text = text.substring(0, end.start());
        }
        text = INLINE.matcher(text).replaceAll(tag -> Matcher.quoteReplacement(plain(tag.group(1), tag.group(2))));
        return unescape(text.replaceAll("</?[a-zA-Z][^>]*>", ""))
                .replaceAll("\\s+", " ")
                .strip();
    }

    static String firstSentence(@Nullable String doc) {
        String paragraph = firstParagraph(doc);
        Matcher sentence = SENTENCE.matcher(paragraph);
        return sentence.matches() ? sentence.group(1) : paragraph;
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
