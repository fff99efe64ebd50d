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

    static String model(List<Tensor> tensors) {
        List<List<String>> rows = new ArrayList<>();
        long total = 0;
        for (Tensor tensor : tensors) {
            long count = 1;
            for (int size : tensor.shape()) {
                count *= size;
            }
            total += count;
            rows.add(List.of(tensor.name(), shape(tensor), number(count)));
        }
        rows.add(List.of("all", "", number(total)));
        return Markdown.table(List.of("tensor", "shape", "parameters"), rows);
    }

    private static String shape(Tensor tensor) {
        return tensor.shape().length == 0
                ? "scalar"
                : Arrays.stream(tensor.shape()).mapToObj(Integer::toString).collect(Collectors.joining(" × "));
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
