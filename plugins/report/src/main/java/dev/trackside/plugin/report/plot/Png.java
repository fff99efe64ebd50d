package dev.trackside.plugin.report.plot;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import dev.trackside.TracksideException;
import java.awt.AWTError;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Draws SVG as PNG. Whoever does not ask for it never loads the graphics of the JDK, which take their time and need fonts of the system. */
public final class Png {

    /** What each picture holds near its beginning, by the standard's word for what made it. */
    public static final String MARK = "Software\0Trackside";

    private static final int SCALE = 2;
    private static final String FORM = "javax_imageio_png_1.0";

    private Png() {}

    /**
     * Draws a picture, twice as large as it says, so that it stays sharp in print.
     *
     * @param svg a document in SVG
     * @param out where to; not closed
     * @throws IOException if that fails
     * @throws TracksideException in words, if this Java cannot draw
     */
    public static void write(String svg, OutputStream out) throws IOException {
        BufferedImage image;
        try {
            image = draw(svg);
        } catch (LinkageError | InternalError | AWTError | RuntimeException fault) {
            // JDKs say in many ways that a library or the fonts are missing
            throw new TracksideException(
                    "this Java cannot draw PNG (%s). %s".formatted(words(fault), remedy(fault)), fault);
        }
        encode(image, out);
    }

    private static void encode(BufferedImage image, OutputStream out) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
        if (!writers.hasNext()) {
            throw new IOException("this Java writes no PNG");
        }
        ImageWriter writer = writers.next();
        try (MemoryCacheImageOutputStream encoded = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(encoded);
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
            mark(metadata);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
    }

    private static void mark(IIOMetadata metadata) throws IIOInvalidTreeException {
        String[] words = MARK.split("\0", -1);
        IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
        entry.setAttribute("keyword", words[0]);
        entry.setAttribute("value", words[1]);
        IIOMetadataNode text = new IIOMetadataNode("tEXt");
        text.appendChild(entry);
        IIOMetadataNode root = new IIOMetadataNode(FORM);
        root.appendChild(text);
        metadata.mergeTree(FORM, root);
    }

    private static BufferedImage draw(String svg) {
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.createDefault());
        if (document == null) {
            throw new IllegalStateException("the picture cannot be read");
        }
        int width = Math.round(document.size().width * SCALE);
        int height = Math.round(document.size().height * SCALE);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(SCALE, SCALE);
            document.render(null, graphics);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static String remedy(Throwable fault) {
        return fault instanceof AWTError
                ? "Start it with -Djava.awt.headless=true."
                : "It needs fontconfig and a font, on Debian the packages fontconfig and fonts-dejavu-core.";
    }

    private static String words(Throwable fault) {
        Throwable root = fault;
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        @Nullable String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}
