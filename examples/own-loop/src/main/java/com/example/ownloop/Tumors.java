package com.example.ownloop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The breast cancer data: 30 measures of each tumor, and whether it is benign. */
record Tumors(List<Tumor> train, List<Tumor> validation) {

    static final int MEASURES = 30;

    /** One tumor; its measures have mean 0 and deviation 1 over the training part. */
    record Tumor(double[] measures, int benign) {}

    /** Reads the file and puts a fifth of the tumors aside. */
    static Tumors read(Path file, long seed) throws IOException {
        List<Tumor> all = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            double[] row = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
            all.add(new Tumor(Arrays.copyOf(row, MEASURES), (int) row[MEASURES]));
        }
        Collections.shuffle(all, new Random(seed));
        int aside = all.size() / 5;
        List<Tumor> train = all.subList(aside, all.size());
        for (int i = 0; i < MEASURES; i++) {
            int measure = i;
            double mean = train.stream()
                    .mapToDouble(tumor -> tumor.measures[measure])
                    .average()
                    .orElseThrow();
            double variance = train.stream()
                    .mapToDouble(tumor -> Math.pow(tumor.measures[measure] - mean, 2))
                    .average()
                    .orElseThrow();
            all.forEach(tumor -> tumor.measures[measure] = (tumor.measures[measure] - mean) / Math.sqrt(variance));
        }
        return new Tumors(List.copyOf(train), List.copyOf(all.subList(0, aside)));
    }

    /** The training part in random order. */
    List<Tumor> shuffled(Random random) {
        List<Tumor> shuffled = new ArrayList<>(train);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** The training part in random order, cut into batches. */
    List<List<Tumor>> batches(Random random, int size) {
        List<Tumor> shuffled = shuffled(random);
        List<List<Tumor>> batches = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); from += size) {
            batches.add(shuffled.subList(from, Math.min(from + size, shuffled.size())));
        }
        return batches;
    }
}
