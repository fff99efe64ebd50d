package dev.trackside.runtime.loading;

import dev.trackside.spi.HandlerTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the service files that name dispatch tables. */
final class ServiceEntries {

    static final String FILE = "META-INF/services/" + HandlerTable.class.getName();

    private ServiceEntries() {}

    /** The names in a service file, without comments, each once, in their order. */
    static Set<String> read(InputStream file) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            int comment = line.indexOf('#');
            String name = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }
}
