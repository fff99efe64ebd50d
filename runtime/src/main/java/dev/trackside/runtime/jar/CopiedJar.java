package dev.trackside.runtime.jar;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A jar that is too large to be kept in memory: a private copy of it, opened when something is read the first time. */
final class CopiedJar extends PluginJar {

    private final Path copy;
    private final JarCopies copies;
    private @Nullable JarFile open;
    private @Nullable Set<String> metaInf;
    private @Nullable Set<String> names;

    static PluginJar copy(String name, File file, JarCopies copies) throws IOException {
        return new CopiedJar(name, file, copies);
    }

    private CopiedJar(String name, File file, JarCopies copies) throws IOException {
        super(name, file);
        this.copies = copies;
        this.copy = copies.copy(file.toPath());
        jar(); // says at once if it is no jar
    }

    private synchronized JarFile jar() throws IOException {
        JarFile jar = open;
        if (jar == null) {
            // Signatures are checked by those who ask for them, before a class is loaded; here a file of a jar would
            // throw unexpectedly.
            jar = new JarFile(copy.toFile(), false);
            copies.closeLater(jar);
            open = jar;
        }
        return jar;
    }

    @Override
    public byte @Nullable [] read(String entry, int limit) throws IOException {
        JarEntry there = jar().getJarEntry(entry);
        if (there == null) {
            return null;
        }
        try (InputStream in = jar().getInputStream(there)) {
            byte[] content = in.readNBytes(limit);
            if (in.read() >= 0) {
                throw new ZipException("%s is larger than %d kB".formatted(entry, limit >> 10));
            }
            return content;
        }
    }

    @Override
    public byte @Nullable [] head(String entry, int length) throws IOException {
        JarEntry there = jar().getJarEntry(entry);
        if (there == null) {
            return null;
        }
        try (InputStream in = jar().getInputStream(there)) {
            return in.readNBytes(length);
        }
    }

    @Override
    public boolean has(String entry) throws IOException {
        return jar().getJarEntry(entry) != null;
    }

    @Override
    public synchronized Set<String> metaInf() throws IOException {
        Set<String> below = metaInf;
        if (below == null) {
            below = new LinkedHashSet<>();
            for (String name : names()) {
                if (name.startsWith("META-INF/")) {
                    below.add(name);
                }
            }
            metaInf = below;
        }
        return below;
    }

    @Override
    public synchronized Set<String> names() throws IOException {
        Set<String> all = names;
        if (all == null) {
            all = new LinkedHashSet<>();
            for (Enumeration<JarEntry> entries = jar().entries(); entries.hasMoreElements(); ) {
                all.add(entries.nextElement().getName());
            }
            names = Collections.unmodifiableSet(all);
        }
        return all;
    }

    @Override
    public void hold() {
        // the copy is kept
    }

    @Override
    public boolean isKept() {
        return false;
    }

    @Override
    public long fingerprint() throws IOException {
        // Files of this size are summed only when another has their size too.
        return Files.size(copy) << 32;
    }

    @Override
    public boolean sameBytes(PluginJar other) throws IOException {
        return Files.mismatch(copy, other.copy()) < 0;
    }

    @Override
    public boolean sameBytes(File other) throws IOException {
        return Files.mismatch(copy, other.toPath()) < 0;
    }

    @Override
    public Path copy() {
        return copy;
    }

    @Override
    String sum() throws IOException {
        return Sha256.of(copy);
    }
}
