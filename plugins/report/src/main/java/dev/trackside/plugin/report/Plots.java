package dev.trackside.plugin.report;

import java.util.Locale;

/** Which pictures are written beside the page. */
enum Plots {
    /** As SVG. */
    SVG(true, false),
    /** As PNG, which takes the graphics of the JDK, and fonts. */
    PNG(false, true),
    /** In both forms. */
    BOTH(true, true),
    /** None. */
    NONE(false, false);

    private final boolean svg;
    private final boolean png;

    Plots(boolean svg, boolean png) {
        this.svg = svg;
        this.png = png;
    }

    boolean svg() {
        return svg;
    }

    boolean png() {
        return png;
    }

    /** Of a list as {@code svg,png}; null if it is none. */
    static @org.jspecify.annotations.Nullable Plots of(String list) {
        boolean svg = false;
        boolean png = false;
        for (String word : list.split(",", -1)) {
            switch (word.strip().toLowerCase(Locale.ROOT)) {
                case "svg" -> svg = true;
                case "png" -> png = true;
                case "both" -> {
                    svg = true;
                    png = true;
                }
                default -> {
                    return null;
                }
            }
        }
        return svg ? (png ? BOTH : SVG) : PNG;
    }
}
