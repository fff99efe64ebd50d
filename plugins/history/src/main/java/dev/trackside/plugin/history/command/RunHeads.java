package dev.trackside.plugin.history.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What runs are called above columns: by their ids where there is room, by what tells those apart where there is less, else by numbers.
 *
 * @param heads a head for each run, no two alike
 * @param legend the lines that say what heads stand for; empty if they are the ids
 */
record RunHeads(List<String> heads, List<String> legend) {

    /**
     * The longest heads for which there is room.
     *
     * @param ids the ids of the runs, no two alike
     * @param fit whether there is room for some heads
     */
    static RunHeads of(List<String> ids, Predicate<List<String>> fit) {
        if (fit.test(ids)) {
            return new RunHeads(ids, List.of());
        }
        String common = common(ids);
        List<String> ends =
                ids.stream().map(id -> "…" + id.substring(common.length())).toList();
        if (!common.isEmpty() && fit.test(ends)) {
            return new RunHeads(ends, List.of("… stands for " + common));
        }
        List<String> numbers = IntStream.rangeClosed(1, ids.size())
                .mapToObj(number -> "[" + number + "]")
                .toList();
        List<String> legend = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            legend.add(numbers.get(i) + " " + ids.get(i));
        }
        return new RunHeads(numbers, legend);
    }

    /** With what all begin, whole words of it. */
    private static String common(List<String> ids) {
        String common = ids.get(0);
        for (String id : ids) {
            while (!id.startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        return common.substring(0, common.lastIndexOf('-') + 1);
    }
}
