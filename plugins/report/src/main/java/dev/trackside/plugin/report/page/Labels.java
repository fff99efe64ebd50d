package dev.trackside.plugin.report.page;

import dev.trackside.plugin.report.run.RunData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How runs are called where several are shown. */
final class Labels {

    private static final int LETTERS = 26;

    private Labels() {}

    /** The names of runs where they tell them apart, else their ids; where those are the same, as of two machines, they are counted. */
    static List<String> of(List<RunData> runs) {
        boolean apart = runs.stream().map(RunData::name).distinct().count() == runs.size();
        Map<String, Integer> seen = new HashMap<>();
        return runs.stream()
                .map(apart ? RunData::name : RunData::id)
                .map(label -> {
                    int times = seen.merge(label, 1, Integer::sum);
                    return times == 1 ? label : "%s (%d)".formatted(label, times);
                })
                .toList();
    }

    /** A, B and so on; after Z the numbers go on, as in A2. */
    static String letter(int index) {
        String letter = Character.toString('A' + index % LETTERS);
        return index < LETTERS ? letter : letter + (index / LETTERS + 1) + "-";
    }
}
