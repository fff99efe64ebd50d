package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.OnEpochEnd;
import dev.trackside.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of a program that reach nobody: an error before the run begins if nobody can come any more whom they reach, else told when it is over. */
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
    void ofAnIdThatNobodyHasHadAreToldAtTheEnd() {
        try (LogLines lines = LogLines.open()) {
            train(run().option("them.patience", 3));

            assertThat(lines.warnings())
                    .containsExactly(
                            "WARN builder option them.patience: nothing is configured by 'them.patience'; did you mean 'it.patience'?");
        }
    }

    @Test
    void ofWhoIsAttachedWhileTheRunGoesOnReachIt() {
        Patient later = new Patient();
        try (LogLines lines = LogLines.open()) {
            run().option("later.patience", 9).train(loop -> {
                loop.run().attach("later", later);
                loop.epochs().forEach(epoch -> {});
            });

            assertThat(later.patience).isEqualTo(9);
            assertThat(lines.warnings()).isEmpty();
        }
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
