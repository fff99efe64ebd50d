package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.extension.ProcessorExtension;
import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An extension that cannot be loaded, or has no id of its own, is reported and left out. */
class ExtensionUnusableTests {

    @TempDir
    Path folder;

    /** Has the id of another. */
    public static final class Zealous implements ProcessorExtension {

        @Override
        public String id() {
            return "working";
        }
    }

    /** Has an id that is none. */
    public static final class Shouting implements ProcessorExtension {

        @Override
        public String id() {
            return "SHOUTING";
        }
    }

    /** Has the id that Trackside uses. */
    public static final class Posing implements ProcessorExtension {

        @Override
        public String id() {
            return "trackside";
        }
    }

    /** Has an option that nobody can give. */
    public static final class Opting implements ProcessorExtension {

        @Override
        public String id() {
            return "opting";
        }

        @Override
        public Set<String> options() {
            return Set.of("dry-run");
        }
    }

    /** Has no id. */
    public static final class Nameless implements ProcessorExtension {

        @Override
        public String id() {
            return null;
        }
    }

    @Nested
    class AnExtensionThatCannotBeUsed {

        private String problemOf(ExtensionPath path) {
            Compiled compiled = path.compiling(Bystanders.HEALTHY).compile();
            Bystanders.everybodyElseHasDoneTheirWork(compiled);
            assertThat(compiled.findings()).hasSize(1);
            return compiled.finding("extension-unusable").message();
        }

        @Test
        void sinceNobodyHasItsClass() throws IOException {
            assertThat(problemOf(ExtensionPath.named(folder, "p.Gone", Bystanders.Working.class.getName())))
                    .contains("p.Gone not found");
        }

        @Test
        void sinceItNeedsAClassThatNobodyHas() throws IOException {
            Compiling.source("""
                            package q;
                            public final class Needy extends Base {
                                @Override public String id() { return "needy"; }
                            }
                            """, """
                            package q;
                            public abstract class Base implements dev.trackside.processor.extension.ProcessorExtension {}
                            """).processedBy().compile().compilesCleanly().writeTo(folder);
            Files.delete(folder.resolve("q/Base.class"));

            assertThat(problemOf(ExtensionPath.named(folder, "q.Needy", Bystanders.Working.class.getName())))
                    .contains("NoClassDefFoundError: q/Base");
        }

        @Test
        void sinceItIsNone() throws IOException {
            assertThat(problemOf(ExtensionPath.named(
                            folder, ExtensionPath.class.getName(), Bystanders.Working.class.getName())))
                    .contains("ExtensionPath not a subtype");
        }

        @Test
        void sinceItsServiceFileCannotBeRead() throws IOException {
            Compiled compiled = ExtensionPath.named(folder, "not a class name", Bystanders.Working.class.getName())
                    .compiling(Bystanders.HEALTHY)
                    .compile();

            assertThat(compiled.finding("extension-unusable").message()).contains("Illegal configuration-file syntax");
            compiled.generates("p.Watcher_Table");
        }

        @Test
        void sinceAnotherHasItsId() throws IOException {
            assertThat(problemOf(ExtensionPath.with(folder, Zealous.class, Bystanders.Working.class)))
                    .contains("Working of ", "has the id \"working\" of", "Zealous of ");
        }

        @Test
        void sinceItsIdHasAnotherForm() throws IOException {
            assertThat(problemOf(ExtensionPath.with(folder, Shouting.class, Bystanders.Working.class)))
                    .contains("\"SHOUTING\"");
            assertThat(problemOf(ExtensionPath.with(folder, Posing.class, Bystanders.Working.class)))
                    .contains("\"trackside\"");
            assertThat(problemOf(ExtensionPath.with(folder, Nameless.class, Bystanders.Working.class)))
                    .contains("id() is null");
        }

        @Test
        void sinceJavacTakesNoSuchOption() throws IOException {
            assertThat(problemOf(ExtensionPath.with(folder, Opting.class, Bystanders.Working.class)))
                    .contains("\"dry-run\"");
        }
    }
}
