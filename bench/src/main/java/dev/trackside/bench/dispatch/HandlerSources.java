package dev.trackside.bench.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the handlers that are measured as Java text, so that there can be as many classes as one likes. A set is a package of its own; its
 * classes {@code H0}, {@code H1}, … differ in their names and weights only. {@code Direct8} and its like call the first 8 of a set by hand.
 */
final class HandlerSources {

    /** The metrics that a listener may take one of. */
    static final String[] METRICS = {"loss", "accuracy", "grad_norm"};

    private HandlerSources() {}

    /**
     * Writes a set.
     *
     * @param kind which handlers
     * @param set its number
     * @return Java text by the simple name of the class
     */
    static Map<String, String> write(HandlerKind kind, int set) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (int index = 0; index < kind.size(); index++) {
            sources.put(className(index), handler(kind, set, index));
        }
        for (int count : kind.counts()) {
            sources.put("Direct" + count, direct(kind, set, count));
        }
        return sources;
    }

    static String className(int index) {
        return "H" + index;
    }

    private static String handler(HandlerKind kind, int set, int index) {
        int weight = set * 1000 + index + 1;
        int metric = index % METRICS.length;
        String fault = kind.throwsAt(index) ? "throw FAULT;" : "total += loss * " + weight + ";";
        return """
                package %1$s;

                import com.google.common.eventbus.Subscribe;
                import dev.trackside.Metric;
                import dev.trackside.OnStep;
                import dev.trackside.bench.dispatch.Listener;
                import dev.trackside.bench.dispatch.StepEvent;
                import java.util.Map;

                public final class %2$s implements Listener {
                  private static final RuntimeException FAULT = new IllegalStateException("on purpose");

                  private double total;

                  @OnStep%3$s
                  void on(@Metric("loss") double loss) {
                    %4$s
                  }

                  @Override
                  public void onStep(int epoch, long step, double loss) {
                    %5$son(loss);
                  }

                  @Subscribe
                  public void onStep(StepEvent event) {
                    %6$son(event.loss());
                  }

                  @Override
                  public void onSlots(double[] slots) {
                    on(slots[%7$d]);
                  }

                  @Override
                  public void onMetrics(Map<String, Double> metrics) {
                    on(metrics.get("%8$s"));
                  }

                  @Override
                  public double total() {
                    return total;
                  }

                  @Override
                  public double weight() {
                    return %9$d;
                  }
                }
                """.formatted(
                        kind.packageName(set),
                        className(index),
                        kind.every() == 1 ? "" : "(every = " + kind.every() + ")",
                        fault,
                        onlyEvery(kind, "step"),
                        onlyEvery(kind, "event.step()"),
                        metric,
                        METRICS[metric],
                        weight);
    }

    private static String direct(HandlerKind kind, int set, int count) {
        String fields = each(count, "  private final H# h#;\n");
        String assignments = each(count, "    h# = (H#) all[#];\n");
        String calls = each(count, "    " + onlyEvery(kind, "step") + "h#.on(loss);\n");
        return """
                package %1$s;

                import dev.trackside.bench.dispatch.Direct;
                import dev.trackside.bench.dispatch.Listener;

                public final class Direct%2$d extends Direct {
                %3$s
                  public Direct%2$d(Listener[] all) {
                %4$s  }

                  @Override
                  public void step(long step, double loss) {
                %5$s  }
                }
                """.formatted(kind.packageName(set), count, fields, assignments, calls);
    }

    private static String onlyEvery(HandlerKind kind, String step) {
        return kind.every() == 1 ? "" : "if (%s %% %d == 0) ".formatted(step, kind.every());
    }

    /** A line for each handler, with its index in place of {@code #}. */
    private static String each(int count, String line) {
        return IntStream.range(0, count)
                .mapToObj(index -> line.replace("#", Integer.toString(index)))
                .collect(Collectors.joining());
    }
}
