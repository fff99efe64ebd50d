package dev.trackside.runtime.jar;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** What stands on the class path or module path, beside the loader that has it open too. */
public abstract class HostContent implements Content {

    /** More than any file that is read has; what is longer is cut and found too long. */
    private static final int MAX_BYTES = 2 << 20;

    private HostContent() {}

    /**
     * A jar, or a folder of classes.
     *
     * @param file the jar or folder
     * @return what is in it, opened anew for each question
     */
    public static Content ofFile(File file) {
        return file.isDirectory() ? new Folder(file) : new Jar(file);
    }

    /**
     * What only its loader can read.
     *
     * @param base where names of files are resolved against
     * @return what is there; cannot be listed
     */
    public static Content ofUrl(URL base) {
        return new Location(base);
    }

    abstract @Nullable InputStream open(String name) throws IOException;

    @Override
    public byte @Nullable [] read(String name, int limit) throws IOException {
        try (InputStream in = open(name)) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readNBytes(limit);
            if (in.read() >= 0) {
                throw new ZipException("%s is larger than %d kB".formatted(name, limit >> 10));
            }
            return bytes;
        }
    }

    @Override
    public byte @Nullable [] head(String name, int length) throws IOException {
        try (InputStream in = open(name)) {
            return in == null ? null : in.readNBytes(length);
        }
    }

    @Override
    public boolean has(String name) throws IOException {
        try (InputStream in = open(name)) {
            return in != null;
        }
    }

    @Override
    public Set<String> metaInf() throws IOException {
        return Set.of();
    }

    private static final class Folder extends HostContent {

        private final File folder;

        Folder(File folder) {
            this.folder = folder;
        }

        @Override
        @Nullable
        InputStream open(String name) throws IOException {
            File file = new File(folder, name);
            return file.isFile() ? new FileInputStream(file) : null;
        }

        @Override
        public Set<String> metaInf() {
            Set<String> names = new LinkedHashSet<>();
            String[] files = new File(folder, "META-INF/trackside").list();
            if (files != null) {
                for (String file : files) {
                    names.add("META-INF/trackside/".concat(file));
                }
            }
            return names;
        }
    }

    /** A jar; opening it again is cheap while its loader has it open. */
    private static final class Jar extends HostContent {

        private final File file;

        Jar(File file) {
            this.file = file;
        }

        @Override
        @Nullable
        InputStream open(String name) throws IOException {
            try (ZipFile jar = new ZipFile(file)) {
                ZipEntry entry = jar.getEntry(name);
                if (entry == null) {
                    return null;
                }
                try (InputStream in = jar.getInputStream(entry)) {
                    return new ByteArrayInputStream(in.readNBytes(MAX_BYTES));
                }
            }
        }

        @Override
        public Set<String> metaInf() throws IOException {
            Set<String> names = new LinkedHashSet<>();
            try (ZipFile jar = new ZipFile(file)) {
                for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                    String name = entries.nextElement().getName();
                    if (name.startsWith("META-INF/")) {
                        names.add(name);
                    }
                }
            }
            return names;
        }
    }

    /** Something that only its loader can read: a jar inside of a jar, a network. */
    private static final class Location extends HostContent {

        private final URL base;

        Location(URL base) {
            this.base = base;
        }

        @Override
        @Nullable
        InputStream open(String name) throws IOException {
            URLConnection connection = new URL(base, name).openConnection();
            connection.setUseCaches(false); // a cached jar would stay open
            try {
                return connection.getInputStream();
            } catch (FileNotFoundException absent) {
                return null;
            }
        }
    }
}
