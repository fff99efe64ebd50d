package dev.trackside.runtime.discovery;

import dev.trackside.runtime.facts.Words;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Says what a file is that cannot be used as a jar. */
final class Unreadable {

    private static final String AGAIN = "copy the jar again";

    private Unreadable() {}

    static Words noAccess(File file, IOException fault) {
        return file.canRead()
                ? new Words(
                        "the jar cannot be taken (%s)".formatted(fault.getMessage()),
                        "see that there is room in " + System.getProperty("java.io.tmpdir"))
                : new Words(
                        "the file cannot be read",
                        "see that it is there and that the user of this process may read it");
    }

    static Words words(File jar, Exception fault) {
        byte[] head;
        try (InputStream stream = new FileInputStream(jar)) {
            head = stream.readNBytes(64);
        } catch (IOException noAccess) {
            return new Words("the file cannot be read (%s)".formatted(noAccess.getMessage()), AGAIN);
        }
        if (head.length == 0) {
            return new Words("the file is empty", AGAIN);
        }
        String start = new String(head, StandardCharsets.ISO_8859_1).stripLeading();
        if (start.startsWith("<") || start.startsWith("\u00ef\u00bb\u00bf<")) {
            return new Words(
                    "this is a web page (HTML or XML) and not a jar, as a failed download leaves it",
                    "download the jar again");
        }
        if (start.startsWith("PK")) {
            return new Words("the jar is damaged or incomplete (%s)".formatted(fault.getMessage()), AGAIN);
        }
        return new Words("this is not a jar (%s)".formatted(fault.getMessage()), "replace it by the jar of the plugin");
    }
}
