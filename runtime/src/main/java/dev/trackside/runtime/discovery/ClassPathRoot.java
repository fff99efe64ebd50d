package dev.trackside.runtime.discovery;

import dev.trackside.runtime.jar.Content;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says where on the class path a service file stands. */
final class ClassPathRoot {

    private ClassPathRoot() {}

    /** The jar or folder that a service file stands in. */
    static @Nullable URL of(URL service) {
        String text = service.toString();
        if (!text.endsWith(Content.SERVICES)) {
            return null;
        }
        try {
            return new URL(text.substring(0, text.length() - Content.SERVICES.length()));
        } catch (MalformedURLException odd) {
            return null;
        }
    }

    /** The jar or folder as a file; null if it is elsewhere. */
    static @Nullable File file(URL root) {
        String text = root.toString();
        if (text.startsWith("jar:") && text.endsWith("!/")) {
            text = text.substring("jar:".length(), text.length() - 2);
        }
        if (!text.startsWith("file:") || text.contains("!/")) {
            return null;
        }
        try {
            return Path.of(new URI(text)).toFile();
        } catch (URISyntaxException
                | IllegalArgumentException
                | FileSystemNotFoundException
                | UnsupportedOperationException noFile) {
            return null; // what comes from elsewhere has no file
        }
    }
}
