package dev.trackside.processor.testkit;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.SimpleJavaFileObject;

/** A source given as text. Its file name is that of its first public type, else of its first type. */
final class SourceText extends SimpleJavaFileObject {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final Pattern MODULE = Pattern.compile("(?m)^\\s*(open\\s+)?module\\s+[\\w.]+\\s*\\{");
    // Types of the outermost level begin in the first column; a comment does not. Annotations may stand before them.
    private static final String TYPE = "(?m)^(?![\\s*/])(?:.*?[\\s)])??%s(?:class|@?interface|enum|record)\\s+(\\w+)";
    private static final Pattern PUBLIC = Pattern.compile(TYPE.formatted("public\\s+(?:[\\w-]+\\s+)*?"));
    private static final Pattern ANY = Pattern.compile(TYPE.formatted(""));

    private final String path;
    private final String text;

    SourceText(String text) {
        this(path(text), text);
    }

    private SourceText(String path, String text) {
        super(URI.create("text:///" + path), Kind.SOURCE);
        this.path = path;
        this.text = text;
    }

    private static String path(String text) {
        if (MODULE.matcher(text).find()) {
            return "module-info.java";
        }
        Matcher named = PACKAGE.matcher(text);
        String folder = named.find() ? named.group(1).replace('.', '/') + "/" : "";
        for (Pattern pattern : new Pattern[] {PUBLIC, ANY}) {
            Matcher type = pattern.matcher(text);
            if (type.find()) {
                return folder + type.group(1) + ".java";
            }
        }
        return folder + "package-info.java";
    }

    String path() {
        return path;
    }

    String text() {
        return text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
