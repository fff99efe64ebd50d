package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.runtime.discovery.Discoveries;
import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnloadingTests {

    private static final int CYCLES = 1000;
    private static final int COLLECTIONS = 20;

    @TempDir
    Path folder;

    @Test
    void thousandCyclesLeaveNoLoaderBehind() throws IOException {
        TestJar.plugin("hello").in(folder, "hello.jar");
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            loaders.add(new WeakReference<>(cycle()));
        }

        // Nothing is waited for: a collection either finds them unreachable or does not.
        for (int i = 0; i < COLLECTIONS && loaders.stream().anyMatch(loader -> loader.get() != null); i++) {
            System.gc();
        }
        assertThat(loaders).filteredOn(loader -> loader.get() != null).isEmpty();
    }

    private ClassLoader cycle() {
        try (Discovery discovery = Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of())) {
            FoundPlugin plugin = discovery.plugins().get(0);
            Object instance = plugin.table().create();
            PluginContext context = PluginContext.of(instance);
            ClassLoader before = context.enter();
            context.leave(before);
            return instance.getClass().getClassLoader();
        }
    }
}
