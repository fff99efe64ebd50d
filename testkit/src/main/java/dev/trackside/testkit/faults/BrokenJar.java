package dev.trackside.testkit.faults;

import dev.trackside.spi.HandlerTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * What may be wrong with a jar in a plugins folder. Most are made of a sound jar, so that they come near to it.
 *
 * @since 0.1
 */
public enum BrokenJar {

    /** Bytes without any meaning. */
    RANDOM_BYTES("random bytes", sound -> random(5000)),

    /** A file of no bytes, as a full disk leaves it. */
    EMPTY("an empty file", sound -> new byte[0]),

    /** The page of a server that has no such jar. */
    WEB_PAGE("a web page", sound -> "<!DOCTYPE html><title>404</title>".getBytes(StandardCharsets.UTF_8)),

    /** The first half of a jar. */
    CUT("cut in the middle", sound -> Arrays.copyOf(sound, sound.length / 2)),

    /** A jar without its last bytes. */
    END_LOST("the last bytes are missing", sound -> Arrays.copyOf(sound, sound.length - 9)),

    /** A jar whose service file cannot be unpacked. */
    HOLE("a service file that cannot be unpacked", sound -> holed(services())),

    /** A jar whose class cannot be unpacked. */
    BROKEN_COMPRESSION("a class that cannot be unpacked", sound -> holed(classEntry())),

    /** A service file twice: two readers see two of them. */
    DUPLICATE_ENTRIES("an entry twice", sound -> duplicate()),

    /** A service file that unpacks to 64 MB. */
    BOMB("a zip bomb", sound -> bomb()),

    /** The same, and the jar says that it is small. */
    LYING_BOMB("a zip bomb that lies about its size", sound -> lying(bomb())),

    /** A zip file without files. */
    NO_FILES("no files in it", sound -> Zips.of(Map.of())),

    /** A service file that names a class that nobody has. */
    CLASS_MISSING("a service file that names nobody", sound -> service("org.example.Gone_Table\n")),

    /** A service file that names no class at all. */
    SERVICE_SYNTAX("a service file with bad syntax", sound -> service("not a class\n-\n")),

    /** A service file of bytes. */
    SERVICE_BYTES("a service file of random bytes", sound -> service(random(300))),

    /** A service file that names a class that is no table. */
    NO_TABLE("a service file that names a class that is no table", sound -> service("java.lang.Object\n")),

    /** A service file that names the class of the tables, which cannot be created. */
    ABSTRACT_TABLE(
            "a service file that names an abstract class", sound -> service(HandlerTable.class.getName() + "\n")),

    /** A class file of a Java that is not there yet. */
    NEWER_CLASS(
            "a class for a newer Java",
            sound ->
                    withClass(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 1, 0, 0, 1, 0, 0})),

    /** The beginning of a class file. */
    TRUNCATED_CLASS("a truncated class", sound -> withClass(Arrays.copyOf(classFile(), 60))),

    /** A class file under the name of another one. */
    MISNAMED_CLASS("a class under another name", sound -> withClass(classFile())),

    /** A descriptor without the service file, as when jars are merged. */
    SERVICE_LOST(
            "a descriptor without its service", sound -> Zips.of(descriptor(), "{ \"format\": 1, \"id\": \"lost\" }")),

    /** A descriptor that cannot be read. */
    DESCRIPTOR_BROKEN("a descriptor that cannot be read", sound -> described("{ \"format\": ")),

    /** A descriptor of millions of brackets. */
    DESCRIPTOR_DEEP("a descriptor that is nested without end", sound -> described("[".repeat(500_000)));

    private static final String SERVICES = "META-INF/services/" + HandlerTable.class.getName();
    private static final String TABLE = "org.example.Broken_Table";
    private static final String DESCRIPTOR = "META-INF/trackside/" + TABLE + ".json";
    private static final int BOMB_BYTES = 64 << 20;
    private static final int SIZE_IN_DIRECTORY = 24;

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Breaking breaking;

    /** Makes a broken jar of a sound one. */
    @FunctionalInterface
    private interface Breaking {
        byte[] of(byte[] sound) throws IOException;
    }

    BrokenJar(String words, Breaking breaking) {
        this.words = words;
        this.breaking = breaking;
    }

    /**
     * Writes such a jar.
     *
     * @param folder where
     * @param name the name of its file
     * @param sound a sound jar, which stays as it is
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path put(Path folder, String name, Path sound) throws IOException {
        return Files.write(folder.resolve(name), breaking.of(Files.readAllBytes(sound)));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        bytes[0] = '(';
        return bytes;
    }

    /** A jar with nonsense in place of the first bytes of an entry. */
    private static byte[] holed(String entry) throws IOException {
        byte[] bytes = withClass(classFile());
        int from = Zips.text(bytes).indexOf(entry) + entry.length();
        Arrays.fill(bytes, from, from + 12, (byte) 0xff);
        return bytes;
    }

    private static String services() {
        return SERVICES;
    }

    private static String classEntry() {
        return TABLE.replace('.', '/') + ".class";
    }

    private static byte[] service(String text) throws IOException {
        return service(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] service(byte[] bytes) throws IOException {
        return Zips.of(Map.of(SERVICES, bytes));
    }

    private static String descriptor() {
        return DESCRIPTOR;
    }

    private static byte[] described(String descriptor) throws IOException {
        return Zips.of(Map.of(
                SERVICES,
                (TABLE + "\n").getBytes(StandardCharsets.UTF_8),
                DESCRIPTOR,
                descriptor.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] duplicate() throws IOException {
        String other = SERVICES.substring(0, SERVICES.length() - 1) + "f";
        byte[] name = (TABLE + "\n").getBytes(StandardCharsets.UTF_8);
        return Zips.replaced(Zips.of(Map.of(SERVICES, name, other, name)), other, SERVICES);
    }

    private static byte[] bomb() throws IOException {
        return Zips.of(Map.of(SERVICES, new byte[BOMB_BYTES]));
    }

    private static byte[] lying(byte[] bomb) {
        int directory = Zips.text(bomb).lastIndexOf("PK\u0001\u0002");
        Arrays.fill(bomb, directory + SIZE_IN_DIRECTORY, directory + SIZE_IN_DIRECTORY + 4, (byte) 0);
        bomb[directory + SIZE_IN_DIRECTORY] = 100;
        return bomb;
    }

    private static byte[] withClass(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(SERVICES, (TABLE + "\n").getBytes(StandardCharsets.UTF_8));
        files.put(classEntry(), bytes);
        return Zips.of(files);
    }

    private static byte[] classFile() throws IOException {
        try (InputStream in = BrokenJar.class.getResourceAsStream("BrokenJar.class")) {
            if (in == null) {
                throw new IOException("the fault kit does not find its own classes");
            }
            return in.readAllBytes();
        }
    }

    /** What is wrong, in words. */
    @Override
    public String toString() {
        return words;
    }
}
