package dev.trackside.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.EventType;
import dev.trackside.processor.testkit.Compiled;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import java.util.List;

/** Does with a table what a run does: creates, reads and sets options and state, binds, calls each handler. */
final class TableRun {

    private final HandlerTable table;
    private final Compiled compiled;
    private int calls;

    private TableRun(Compiled compiled, HandlerTable table) {
        this.compiled = compiled;
        this.table = table;
    }

    /** Returns how many handlers were called; those of abstract classes cannot be. */
    static int run(Compiled compiled, String name) throws ReflectiveOperationException {
        HandlerTable table =
                (HandlerTable) compiled.load(name).getDeclaredConstructor().newInstance();
        TableRun run = new TableRun(compiled, table);
        run.describe();
        if (Values.canConstruct(table.handlerClass())) {
            run.use(table.plugin().registered() ? table.create() : Values.construct(table.handlerClass()));
        }
        return run.calls;
    }

    private void describe() {
        assertThat(table.plugin().id()).isNotEmpty();
        assertThat(table.handlers()).doesNotContainNull();
    }

    private void use(Object target) throws ReflectiveOperationException {
        for (int i = 0; i < table.options().size(); i++) {
            table.option(target, i, table.option(target, i));
        }
        for (int i = 0; i < table.states().size(); i++) {
            table.state(target, i, table.state(target, i));
        }
        AnyBinder binder = new AnyBinder();
        BoundHandlers bound = table.bind(target, binder);
        for (int slot = 0; slot < table.handlers().size(); slot++) {
            call(bound, binder, slot, table.handlers().get(slot));
        }
    }

    private void call(BoundHandlers bound, AnyBinder binder, int slot, HandlerSpec handler)
            throws ReflectiveOperationException {
        EventType event = handler.event().getAnnotation(EventType.class);
        AnyFrame frame = new AnyFrame(Values.of(event.payload()));
        bound.call(slot, frame);
        binder.runTasks();
        String method = handler.method();
        assertThat(taken()).as("calls of %s", method).isEqualTo(List.of(method.substring(0, method.indexOf('('))));
        calls++;
    }

    private List<?> taken() throws ReflectiveOperationException {
        return (List<?>) compiled.load("support.Calls").getMethod("take").invoke(null);
    }
}
