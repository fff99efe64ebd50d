package dev.trackside.processor.fuzz;

import dev.trackside.MetricWriter;
import dev.trackside.spi.Binder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Has every metric, service and capability, of whatever type. */
final class AnyBinder implements Binder {

    private final List<Runnable> tasks = new ArrayList<>();
    private int slots;

    void runTasks() {
        tasks.forEach(Runnable::run);
        tasks.clear();
    }

    @Override
    public int metric(String name) {
        return slots++;
    }

    @Override
    public int metricOfOption(String option) {
        return slots++;
    }

    @Override
    public int produced(String name) {
        return slots++;
    }

    @Override
    public MetricWriter metricWriter() {
        return service(MetricWriter.class);
    }

    @Override
    public <T> T service(Class<T> type) {
        try {
            return type.cast(Values.of(type));
        } catch (ReflectiveOperationException unable) {
            throw new IllegalStateException("no value of " + type, unable);
        }
    }

    @Override
    public <T> Optional<T> optional(Class<T> type) {
        return Optional.of(service(type));
    }

    @Override
    public Executor async(int handler) {
        return tasks::add;
    }
}
