package dev.trackside.runtime.loading;

import dev.trackside.runtime.jar.PluginJar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Enumeration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A jar as its loader sees it: classes for the Java that runs, the versions in its manifest, a signature that holds. */
final class ClassPackage {

    private static final String MANIFEST = JarFile.MANIFEST_NAME;
    private static final String RELEASES = "META-INF/versions/";
    private static final int FIRST_RELEASE = 9;
    private static final int MAX_FILE_BYTES = 256 << 20;
    private static final Versions NO_VERSIONS = new Versions(null, null, null, null, null, null);

    private final PluginJar jar;
    private final boolean multiRelease;
    private @Nullable Versions versions;
    private @Nullable ProtectionDomain domain;
    private final AtomicBoolean exits = new AtomicBoolean();

    /** What the manifest says of all packages. */
    record Versions(
            @Nullable String specificationTitle,
            @Nullable String specificationVersion,
            @Nullable String specificationVendor,
            @Nullable String implementationTitle,
            @Nullable String implementationVersion,
            @Nullable String implementationVendor) {}

    /**
     * Looks at a jar before the first of its classes is defined.
     *
     * @throws SecurityException if it is signed and the signature does not hold
     * @throws IOException if it is damaged
     */
    ClassPackage(PluginJar jar) throws IOException {
        this.jar = jar;
        boolean releases = false;
        boolean signed = false;
        for (String name : jar.metaInf()) {
            releases |= name.startsWith(RELEASES);
            signed |= isSignature(name);
        }
        if (signed) {
            verify(jar.copy());
        }
        this.multiRelease = releases && isMultiRelease();
    }

    /** What people call the jar. */
    String name() {
        return jar.name();
    }

    /** Whether a class that ends the program is the first of its jar, so that it is told of once. */
    boolean isFirstExit() {
        return exits.compareAndSet(false, true);
    }

    private static boolean isSignature(String name) {
        return name.toUpperCase(Locale.ROOT).endsWith(".SF") && name.indexOf('/', "META-INF/".length()) < 0;
    }

    /** Reads everything once, which is how the JDK checks a signature. */
    private static void verify(Path copy) throws IOException {
        try (JarFile file = new JarFile(copy.toFile(), true)) {
            byte[] buffer = new byte[1 << 13];
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                try (InputStream in = file.getInputStream(entries.nextElement())) {
                    while (in.read(buffer) >= 0) {
                        // reading checks
                    }
                }
            }
        }
    }

    private boolean isMultiRelease() throws IOException {
        Manifest manifest = manifest();
        return manifest != null
                && "true".equalsIgnoreCase(manifest.getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE));
    }

    private @Nullable Manifest manifest() throws IOException {
        byte[] bytes = jar.read(MANIFEST, 1 << 20);
        return bytes == null ? null : new Manifest(new ByteArrayInputStream(bytes));
    }

    /** The name that a file has for the Java that runs; null if there is none of it. */
    private @Nullable String actual(String name) throws IOException {
        if (multiRelease && !name.startsWith("META-INF/")) {
            for (int release = Runtime.version().feature(); release >= FIRST_RELEASE; release--) {
                String special = RELEASES + release + "/" + name;
                if (jar.has(special)) {
                    return special;
                }
            }
        }
        return jar.has(name) ? name : null;
    }

    /**
     * The bytes of a class.
     *
     * @throws ClassFormatError if they cannot be read
     */
    byte @Nullable [] classFile(String name) {
        try {
            String actual = actual(name);
            return actual == null ? null : jar.read(actual, MAX_FILE_BYTES);
        } catch (IOException damaged) {
            ClassFormatError error = new ClassFormatError("%s in %s".formatted(damaged.getMessage(), jar.name()));
            error.initCause(damaged);
            throw error;
        }
    }

    /** A file; null if there is none of this name, or it cannot be read, which loaders cannot say. */
    byte @Nullable [] resource(String name) {
        try {
            String actual = actual(name);
            return actual == null ? null : jar.read(actual, MAX_FILE_BYTES);
        } catch (ZipException damaged) {
            return null;
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Nullable
    URL url(String name) {
        try {
            String actual = actual(name);
            return actual == null ? null : jar.url(actual);
        } catch (IOException unreadable) {
            return null;
        }
    }

    synchronized Versions versions() {
        Versions known = versions;
        if (known == null) {
            known = readVersions();
            versions = known;
        }
        return known;
    }

    private Versions readVersions() {
        Manifest manifest;
        try {
            manifest = manifest();
        } catch (IOException damaged) {
            return NO_VERSIONS; // classes do not need them
        }
        if (manifest == null) {
            return NO_VERSIONS;
        }
        Attributes all = manifest.getMainAttributes();
        return new Versions(
                all.getValue(Attributes.Name.SPECIFICATION_TITLE),
                all.getValue(Attributes.Name.SPECIFICATION_VERSION),
                all.getValue(Attributes.Name.SPECIFICATION_VENDOR),
                all.getValue(Attributes.Name.IMPLEMENTATION_TITLE),
                all.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
                all.getValue(Attributes.Name.IMPLEMENTATION_VENDOR));
    }

    /** Says where its classes come from: the jar as it was found, not a copy. */
    synchronized ProtectionDomain domain(ClassLoader loader) {
        ProtectionDomain known = domain;
        if (known == null) {
            known = new ProtectionDomain(new CodeSource(location(), (CodeSigner[]) null), null, loader, null);
            domain = known;
        }
        return known;
    }

    private URL location() {
        try {
            return jar.path().toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("a file has a URL", impossible);
        }
    }
}
