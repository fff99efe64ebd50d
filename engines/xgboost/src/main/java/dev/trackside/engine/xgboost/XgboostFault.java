package dev.trackside.engine.xgboost;

import dev.trackside.TracksideException;
import java.util.Locale;
import java.util.regex.Pattern;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Calls XGBoost, and turns what it throws, pages of native stack traces among it, into one sentence for people. */
final class XgboostFault {

    /** {@code [10:25:58] /workspace/src/metric/metric.cc:49: } before the message. */
    private static final Pattern PLACE = Pattern.compile("^\\[[\\d:]+] \\S+:\\d+: ");

    /** {@code Check failed: a >= 0: } before the message, if one follows. */
    private static final Pattern CHECK = Pattern.compile("^Check failed: .*?: (?=\\S)");

    private XgboostFault() {}

    /** A call of XGBoost. */
    interface Call<T> {
        T run() throws Exception;
    }

    /**
     * Calls XGBoost.
     *
     * @param doing what is tried, as in {@code "train a round"}
     * @throws TracksideException if it fails, or if its native library cannot be loaded
     */
    static <T> T call(String doing, Call<T> call) {
        try {
            return call.run();
        } catch (XGBoostError refused) {
            throw new TracksideException("XGBoost could not %s: %s".formatted(doing, sentence(refused)), refused);
        } catch (LinkageError missing) {
            throw new TracksideException(unusable(missing), missing);
        } catch (RuntimeException own) {
            throw own;
        } catch (Exception other) {
            throw new TracksideException("XGBoost could not %s: %s".formatted(doing, other), other);
        }
    }

    /** The first sentence of a message, without the place in XGBoost's sources and without its stack trace. */
    static String sentence(XGBoostError error) {
        String message = String.valueOf(error.getMessage()).strip();
        String line = message.lines().findFirst().orElse("it gives no reason");
        line = PLACE.matcher(line).replaceFirst("");
        return CHECK.matcher(line).replaceFirst("").strip();
    }

    private static String unusable(LinkageError error) {
        Throwable first = error;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String why = first instanceof NoClassDefFoundError || first instanceof ClassNotFoundException
                ? "the class %s is not on the class path; add what ml.dmlc:xgboost4j_2.12 depends on, and com.fasterxml.jackson.core:jackson-databind, which it needs and does not bring"
                        .formatted(String.valueOf(first.getMessage()).replace('/', '.'))
                : "its native library for %s on %s cannot be loaded (%s); ml.dmlc:xgboost4j_2.12 brings it for Linux and macOS (x86_64, aarch64) and Windows (x86_64), and Linux needs glibc and libgomp"
                        .formatted(
                                System.getProperty("os.name", "this system"),
                                System.getProperty("os.arch", "this processor").toLowerCase(Locale.ROOT),
                                first.getMessage());
        return "XGBoost cannot be used: " + why;
    }
}
