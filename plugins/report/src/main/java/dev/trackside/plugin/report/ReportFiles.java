package dev.trackside.plugin.report;

import dev.trackside.TracksideException;
import dev.trackside.plugin.report.page.ReportPage;
import dev.trackside.plugin.report.plot.Plot;
import dev.trackside.plugin.report.plot.Png;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes pages and pictures, each aside first, so that nobody sees half of one. */
final class ReportFiles {

    private static final String OWN = "<meta name=\"generator\" content=\"Trackside\">";
    private static final String OWN_SVG = "<!-- made by Trackside -->";
    private static final int HEAD = 1024;

    private ReportFiles() {}

    /** Writes a file. */
    @FunctionalInterface
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /**
     * Writes a page.
     *
     * @param page the page
     * @param file where to; an earlier report is replaced
     * @throws TracksideException if something else is there
     */
    static void page(ReportPage page, Path file) throws IOException {
        if (Files.exists(file) && !holds(OWN, file)) {
            throw new TracksideException(
                    "%s is there and is no report. It stays as it is; name another file.".formatted(file));
        }
        write(file, page::write);
    }

    /**
     * Writes pictures.
     *
     * @param pictures the pictures by their names
     * @param plots in which forms
     * @param folder where to; an earlier picture is replaced
     * @param complaints takes what hinders PNG, in words; all else is written all the same
     * @return the files by their names with their endings
     * @throws TracksideException if something else is where a picture should go; then none is written
     */
    static Map<String, Path> plots(Map<String, Plot> pictures, Plots plots, Path folder, Consumer<String> complaints)
            throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        boolean png = plots.png();
        for (String name : pictures.keySet()) {
            if (plots.svg()) {
                keep(folder.resolve(name + ".svg"), OWN_SVG);
            }
            if (png) {
                keep(folder.resolve(name + ".png"), Png.MARK);
            }
        }
        for (Map.Entry<String, Plot> picture : pictures.entrySet()) {
            String svg = picture.getValue().svg();
            if (plots.svg()) {
                String name = picture.getKey() + ".svg";
                write(folder.resolve(name), out -> out.write(svg.getBytes(StandardCharsets.UTF_8)));
                files.put(name, folder.resolve(name));
            }
            if (png) {
                String name = picture.getKey() + ".png";
                try {
                    write(folder.resolve(name), out -> Png.write(svg, out));
                    files.put(name, folder.resolve(name));
                } catch (TracksideException hindrance) {
                    png = false; // nor will it draw the others
                    complaints.accept(String.valueOf(hindrance.getMessage()));
                }
            }
        }
        return files;
    }

    private static void keep(Path file, String mark) throws IOException {
        if (Files.exists(file) && !holds(mark, file)) {
            throw new TracksideException(
                    "%s is there and is no picture of a report. It stays as it is; name another folder, or move it."
                            .formatted(file));
        }
    }

    private static boolean holds(String mark, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1).contains(mark);
        }
    }

    private static void write(Path file, Writing writing) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path aside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            try (OutputStream out =
                    Files.newOutputStream(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                writing.to(out);
            }
            try {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException unsupported) {
                Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | RuntimeException fault) {
            try {
                Files.deleteIfExists(aside);
            } catch (IOException left) {
                fault.addSuppressed(left);
            }
            throw fault;
        }
    }
}
