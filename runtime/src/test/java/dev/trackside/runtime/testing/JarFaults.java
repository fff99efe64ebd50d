package dev.trackside.runtime.testing;

import dev.trackside.runtime.jar.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What may stand in a plugins folder in place of a sound jar, each with the words in which it must be refused. */
public enum JarFaults {
    RANDOM_BYTES("b.jar: this is not a jar (its end is missing); replace it by the jar of the plugin.") {
        @Override
        public void put(Path folder) throws IOException {
            byte[] bytes = new byte[5000];
            new Random(7).nextBytes(bytes);
            bytes[0] = 1;
            Files.write(folder.resolve("b.jar"), bytes);
        }
    },
    CUT("b.jar: the jar is damaged or incomplete (its end is missing); copy the jar again.") {
        @Override
        public void put(Path folder) throws IOException {
            byte[] whole = sound(folder);
            Files.write(folder.resolve("b.jar"), Arrays.copyOf(whole, whole.length * 2 / 3));
        }
    },
    HOLE_IN_THE_MIDDLE("b.jar: the jar is damaged or incomplete (META-INF/services/dev.trackside.spi.HandlerTable") {
        @Override
        public void put(Path folder) throws IOException {
            byte[] bytes = sound(folder);
            int at = indexOf(bytes, "META-INF/services/dev.trackside.spi.HandlerTable") + 48;
            Arrays.fill(bytes, at, at + 20, (byte) 0x5a);
            Files.write(folder.resolve("b.jar"), bytes);
        }
    },
    EMPTY("b.jar: the file is empty; copy the jar again.") {
        @Override
        public void put(Path folder) throws IOException {
            Files.write(folder.resolve("b.jar"), new byte[0]);
        }
    },
    WEB_PAGE(
            "b.jar: this is a web page (HTML or XML) and not a jar, as a failed download leaves it; download the jar again.") {
        @Override
        public void put(Path folder) throws IOException {
            Files.writeString(folder.resolve("b.jar"), "<!DOCTYPE html>\n<title>404</title>");
        }
    },
    WITHOUT_FILES("b.jar: there is no plugin in this jar; ") {
        @Override
        public void put(Path folder) throws IOException {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("b.jar")))) {
                zip.setComment("nothing");
            }
        }
    },
    SERVICE_FILE_TWICE(
            "b.jar: the jar is damaged or incomplete (it has the file META-INF/services/dev.trackside.spi.HandlerTable twice,") {
        @Override
        public void put(Path folder) throws IOException {
            // ZipOutputStream refuses to do it, so one of equal length is renamed.
            Path jar = TestJar.plugin("broken")
                    .file("META-INF/services/dev.trackside.spi.HandlerTablf", "x")
                    .in(folder, "b.jar");
            replace(jar, "spi.HandlerTablf", "spi.HandlerTable");
        }
    },
    CLASS_TWICE(
            "b.jar: plugin 'broken': a class in it is damaged (it has the file plugin/broken/Handler.class twice,") {
        @Override
        public void put(Path folder) throws IOException {
            Path jar = TestJar.plugin("broken")
                    .file("plugin/broken/Handles.class", "x")
                    .in(folder, "b.jar");
            replace(jar, "broken/Handles.class", "broken/Handler.class");
        }
    },
    DAMAGED_COMPRESSION("b.jar: plugin 'broken': a class in it is damaged (") {
        @Override
        public void put(Path folder) throws IOException {
            byte[] bytes = Files.readAllBytes(TestJar.plugin("broken").in(folder, "b.jar"));
            int at = indexOf(bytes, "plugin/broken/Table.class") + 25;
            Arrays.fill(bytes, at, at + 40, (byte) 0xff);
            Files.write(folder.resolve("b.jar"), bytes);
        }
    },
    BOMB_AS_SERVICE_FILE(
            "b.jar: the jar is damaged or incomplete (META-INF/services/dev.trackside.spi.HandlerTable is larger than 1024 kB)") {
        @Override
        public void put(Path folder) throws IOException {
            new TestJar().file(Content.SERVICES, new byte[64 << 20]).in(folder, "b.jar");
        }
    },
    BOMB_THAT_LIES_ABOUT_ITS_SIZE(
            "b.jar: the jar is damaged or incomplete (META-INF/services/dev.trackside.spi.HandlerTable has another size than the jar says)") {
        @Override
        public void put(Path folder) throws IOException {
            Path jar = new TestJar().file(Content.SERVICES, new byte[64 << 20]).in(folder, "b.jar");
            byte[] bytes = Files.readAllBytes(jar);
            int directory = lastIndexOf(bytes, "PK\u0001\u0002");
            bytes[directory + 24] = 100;
            bytes[directory + 25] = 0;
            bytes[directory + 26] = 0;
            bytes[directory + 27] = 0;
            Files.write(jar, bytes);
        }
    },
    LINK_TO_NOTHING(
            "b.jar: the file cannot be read (it is a link to what is not there); see that what it points to is there.") {
        @Override
        public void put(Path folder) throws IOException {
            Files.createSymbolicLink(folder.resolve("b.jar"), folder.resolve("nowhere"));
        }
    },
    LINK_TO_ITSELF("b.jar: the file cannot be read (it is a link to what is not there)") {
        @Override
        public void put(Path folder) throws IOException {
            Files.createSymbolicLink(folder.resolve("b.jar"), folder.resolve("b.jar"));
        }
    },
    SERVICE_FILE_WITH_BAD_SYNTAX(
            "b.jar: its service file has what is no name of a class (line 1, 'no class at all'; line 3, '-') ") {
        @Override
        public void put(Path folder) throws IOException {
            new TestJar().file(Content.SERVICES, "no class at all\n# fine\n-\n").in(folder, "b.jar");
        }

        @Override
        public String words() {
            return super.words().strip() + "; build it again with trackside-processor";
        }
    },
    SERVICE_FILE_OF_BYTES("b.jar: its service file has what is no name of a class (line 1, ") {
        @Override
        public void put(Path folder) throws IOException {
            byte[] bytes = new byte[300];
            new Random(3).nextBytes(bytes);
            bytes[0] = '(';
            new TestJar().file(Content.SERVICES, bytes).in(folder, "b.jar");
        }
    },
    SERVICE_FILE_LOST(
            "b.jar: plugin.broken.Table: it has the descriptors of 1 plugin and registers 0, so plugin.broken.Table cannot be found") {
        @Override
        public void put(Path folder) throws IOException {
            TestJar.plugin("broken").withoutServices().in(folder, "b.jar");
        }
    },
    DESCRIPTOR_AND_CLASS_OF_TWO_BUILDS(
            "b.jar: plugin 'other': its descriptor calls the plugin 'other', its class 'broken'") {
        @Override
        public void put(Path folder) throws IOException {
            TestJar.plugin("broken")
                    .descriptor("plugin.broken.Table", "other", "")
                    .in(folder, "b.jar");
        }
    },
    NOTHING_BUT_A_DESCRIPTOR(
            "b.jar: plugin 'broken': its service file names plugin.broken.Table, which is not in it; ") {
        @Override
        public void put(Path folder) throws IOException {
            new TestJar()
                    .service("plugin.broken.Table")
                    .descriptor("broken", "")
                    .in(folder, "b.jar");
        }
    },
    ABSTRACT_TABLE("b.jar: plugin 'broken': the dispatch table is not a public class with a public constructor") {
        @Override
        public void put(Path folder) throws IOException {
            new TestJar()
                    .source(
                            "plugin.broken.Table",
                            "package plugin.broken; public abstract class Table extends dev.trackside.spi.HandlerTable {}")
                    .service("plugin.broken.Table")
                    .descriptor("broken", "")
                    .in(folder, "b.jar");
        }
    },
    MISNAMED_CLASS("b.jar: plugin 'broken': a class stands at the wrong place (") {
        @Override
        public void put(Path folder) throws IOException {
            TestJar.plugin("broken")
                    .change(
                            "plugin.broken.Table",
                            bytes -> renamed(bytes, "plugin/broken/Table", "plugin/brokem/Table"))
                    .in(folder, "b.jar");
        }
    };

    private final String words;

    JarFaults(String words) {
        this.words = words;
    }

    /** Puts the faulty file between {@code a.jar} and {@code c.jar}. */
    public abstract void put(Path folder) throws IOException;

    /** How the refusal begins. */
    public String words() {
        return words;
    }

    private static byte[] sound(Path folder) throws IOException {
        Path jar = TestJar.plugin("broken").in(folder, "b.jar");
        return Files.readAllBytes(jar);
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private static int lastIndexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
    }

    private static void replace(Path jar, String from, String to) throws IOException {
        Files.write(jar, renamed(Files.readAllBytes(jar), from, to));
    }

    private static byte[] renamed(byte[] bytes, String from, String to) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A zip with a stored entry of a wrong sum. */
    public static byte[] withWrongSum() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            byte[] text = "plugin.x.Table\n".getBytes(StandardCharsets.UTF_8);
            ZipEntry entry = new ZipEntry(Content.SERVICES);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(text.length);
            CRC32 sum = new CRC32();
            sum.update(text);
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(text);
        }
        return renamed(out.toByteArray(), "plugin.x.Table", "plugin.y.Table");
    }
}
