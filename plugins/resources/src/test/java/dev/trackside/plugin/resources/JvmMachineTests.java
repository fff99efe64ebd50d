package dev.trackside.plugin.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmMachineTests {

    private final Machine machine = new JvmMachine();

    @Test
    void thisMachineTellsWhatIsPlausible(@TempDir Path folder) throws IOException {
        Machine.Reading reading = machine.read(folder);

        assertThat(reading.cpuNanos().orElseThrow()).isPositive();
        assertThat(reading.processors()).isPositive();
        assertThat(reading.heapUsed()).isPositive();
        assertThat(reading.heapMax().orElseThrow()).isGreaterThanOrEqualTo(reading.heapUsed());
        assertThat(reading.threads()).isPositive();
        assertThat(reading.diskFree()).isPositive();
        reading.systemCpu().ifPresent(share -> assertThat(share).isBetween(0.0, 1.0));
    }

    @Test
    void aCollectionCountsAndTellsWhatItLeft(@TempDir Path folder) throws IOException {
        Machine.Reading before = machine.read(folder);

        System.gc();

        Machine.Reading after = machine.read(folder);
        assertThat(after.gcCount()).isGreaterThan(before.gcCount());
        assertThat(after.heapAfterGc().orElseThrow()).isBetween(0.0, 1.0).isPositive();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void linuxTellsTheMemoryOfTheProcess(@TempDir Path folder) throws IOException {
        Machine.Reading reading = machine.read(folder);

        assertThat(reading.nativeMemory().orElseThrow()).isGreaterThan(10_000_000);
    }

    @Test
    void residentMemoryIsReadFromTheStatusOfAProcess() {
        assertThat(JvmMachine.resident("VmPeak:\t  999 kB\nVmRSS:\t  123456 kB\nThreads:\t3\n"))
                .isEqualTo(OptionalLong.of(126_418_944));
        assertThat(JvmMachine.resident("Name:\tjava\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1GB,1000000000", "512 MiB,536870912", "1.5kb,1500", "0B,0", "2TiB,2199023255552"})
    void bytesAreReadAsPeopleWriteThem(String text, long bytes) {
        assertThat(Amount.bytes("warn-disk-below", text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1G", "-1GB", "many"})
    void whatAreNoBytesIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> Amount.bytes("warn-disk-below", text))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("warn-disk-below");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.9", "101%", "-1%", "ninety%"})
    void whatIsNoShareIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> Amount.share("warn-heap-above", text))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("warn-heap-above");
        assertThat(Amount.share("warn-heap-above", "92.5%")).isEqualTo(0.925);
    }
}
