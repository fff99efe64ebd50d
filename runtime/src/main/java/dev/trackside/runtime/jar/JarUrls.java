package dev.trackside.runtime.jar;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;

/** URLs of files in jars that, unlike the JDK's own, leave no jar open behind whoever reads them. */
final class JarUrls extends URLStreamHandler {

    private static final JarUrls UNCACHED = new JarUrls();

    private JarUrls() {}

    static URL of(Path jar, String entry) throws MalformedURLException {
        String path = entry.replace("%", "%25")
                .replace(" ", "%20")
                .replace("#", "%23")
                .replace("?", "%3F");
        return new URL(null, "jar:" + jar.toUri() + "!/" + path, UNCACHED);
    }

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
        URLConnection connection = new URL(url.toExternalForm()).openConnection();
        connection.setUseCaches(false);
        return connection;
    }
}
