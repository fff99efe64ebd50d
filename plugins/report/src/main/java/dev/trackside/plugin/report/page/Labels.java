package dev.trackside.plugin.report.page;

import dev.trackside.plugin.report.run.RunData;
import java.util.List;

/** How runs are called where several are shown. */
final class Labels {

    private static final int LETTERS = 26;

    private Labels() {}

    /** The names of runs where they tell them apart, else their ids. */
    static List<String> of(List<RunData> runs) {
        boolean apart = runs.stream().map(RunData::name).distinct().count() == runs.size();
        return runs.stream().map(apart ? RunData::name : RunData::id).toList();
    }

    /** A, B and so on; after Z the numbers go on, as in A2. */
    static String letter(int index) {
        String letter = Character.toString('A' + index % LETTERS);
        return index < LETTERS ? letter : letter + (index / LETTERS + 1) + "-";
    }
}
