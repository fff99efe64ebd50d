package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.OnEpochEnd;
import dev.trackside.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of a program that reach nobody are errors before the run begins, as they are on the command line. */
class UnknownOptionTests {

    static final class Patient {
        @Option
        int patience = 3;

        @OnEpochEnd
        void hear() {}
    }

    private static RunBuilder run() {
        return Trackside.run("test")
                .withoutConfig()
                .withoutDiscovery()
                .epochs(1)
                .attach("it", new Patient());
    }

    private static void train(RunBuilder builder) {
        builder.train(loop -> loop.epochs().forEach(epoch -> {}));
    }

    @Test
    void ofAnIdThatNobodyHas() {
        assertThatThrownBy(() -> train(run().option("them.patience", 3)))
                .hasMessage(
                        "builder option them.patience: nothing is configured by 'them.patience'; did you mean 'it.patience'?");
    }

    @Test
    void ofANameThatTheCallbackDoesNotHave() {
        assertThatThrownBy(() -> train(run().option("it.patienc", 3)))
                .hasMessageContaining("it.patienc")
                .hasMessageContaining("did you mean");
    }

    @Test
    void withoutAnId() {
        assertThatThrownBy(() -> train(run().option("patience", 3)))
                .hasMessageStartingWith("builder option patience: nothing is configured by 'patience'");
    }

    @Test
    void butThoseOfASectionOfTheFileAreForWhoeverReadsIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), "optimizer: { lr: 0.1 }\n");

        assertThatCode(() -> train(Trackside.run("test")
                        .config(file)
                        .withoutDiscovery()
                        .epochs(1)
                        .attach("it", new Patient())
                        .option("optimizer.lr", 0.2)))
                .doesNotThrowAnyException();
    }
}
