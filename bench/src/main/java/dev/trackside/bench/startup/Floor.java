package dev.trackside.bench.startup;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipFile;

/** The least that anybody does who looks into jars: opens each and reads one entry. */
final class Floor {

    private Floor() {}

    /**
     * Counts the lines of the service files.
     *
     * @param args the folder
     */
    public static void main(String[] args) throws IOException {
        Probe probe = new Probe();
        int count = 0;
        File folder = new File(args[0]);
        String[] names = folder.list();
        if (names == null) {
            throw new IOException(args[0]);
        }
        for (String name : names) {
            try (ZipFile zip = new ZipFile(new File(folder, name));
                    InputStream in =
                            zip.getInputStream(zip.getEntry("META-INF/services/dev.trackside.spi.HandlerTable"))) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
                    count++;
                }
            }
        }
        probe.done(count);
    }
}
