package dev.trackside.plugin.tensorboard;

import dev.trackside.Decision;
import dev.trackside.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the Text tab shows of a run. */
final class Texts {

    private Texts() {}

    static String configuration(Map<String, String> parameters) {
        List<List<String>> rows = new ArrayList<>();
        parameters.forEach((name, value) -> rows.add(List.of(name, value)));
        return Markdown.table(List.of("option", "value"), rows);
    }

    /** What is told of a tensor. */
    record Shape(String name, List<Integer> sizes) {

        static Shape of(Tensor tensor) {
            return new Shape(
                    tensor.name(), Arrays.stream(tensor.shape()).boxed().toList());
        }
    }

    static String model(List<Shape> tensors) {
        List<List<String>> rows = new ArrayList<>();
        long total = 0;
        for (Shape tensor : tensors) {
            long count = 1;
            for (int size : tensor.sizes()) {
                count *= size;
            }
            total += count;
            rows.add(List.of(tensor.name(), shape(tensor), number(count)));
        }
        rows.add(List.of("all", "", number(total)));
        return Markdown.table(List.of("tensor", "shape", "parameters"), rows);
    }

    private static String shape(Shape tensor) {
        return tensor.sizes().isEmpty()
                ? "scalar"
                : tensor.sizes().stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }

    static String decisions(List<Decision> decisions) {
        return Markdown.table(
                List.of("callback", "decision", "reason", "effect"),
                decisions.stream()
                        .map(decision -> List.of(
                                decision.callback(), word(decision.kind()), decision.reason(), word(decision.effect())))
                        .toList());
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
