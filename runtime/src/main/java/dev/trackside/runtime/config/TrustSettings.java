package dev.trackside.runtime.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a jar from a plugins folder must show before any of its code may run.
 *
 * @param demands what is asked for; nothing if any jar will do. Of two demands both must be met
 * @param lock the file with the sums of the jars that are known, whether it is there or not
 * @param signers who may sign
 */
public record TrustSettings(Set<Demand> demands, Path lock, List<Signer> signers) {

    /** The name of the lock file where the configuration does not give another. */
    public static final String LOCK_FILE = "trackside.lock";

    /** Something that is asked of a jar. */
    public enum Demand {
        /** Its sum stands in the lock file. */
        LISTED,
        /** It is signed as a whole by a certificate that is named. */
        SIGNED
    }

    /**
     * Somebody who may sign.
     *
     * @param text as it is written: a file, or the fingerprint of a certificate
     * @param file the file with certificates; null if it is a fingerprint
     * @param place where it is written, as messages begin
     */
    public record Signer(String text, @Nullable Path file, String place) {

        /** Checks the parts. */
        public Signer {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(place, "place");
        }
    }

    /** Copies the collections. */
    public TrustSettings {
        EnumSet<Demand> all = EnumSet.noneOf(Demand.class);
        all.addAll(demands);
        demands = Collections.unmodifiableSet(all);
        Objects.requireNonNull(lock, "lock");
        signers = List.copyOf(signers);
    }

    /**
     * Any jar will do.
     *
     * @return settings that ask for nothing
     */
    public static TrustSettings any() {
        return new TrustSettings(Set.of(), Path.of(LOCK_FILE), List.of());
    }

    /**
     * The demands as the file has them.
     *
     * @return {@code any}, {@code listed}, {@code signed} or {@code listed, signed}
     */
    public String shown() {
        if (demands.isEmpty()) {
            return "any";
        }
        StringJoiner shown = new StringJoiner(", ");
        for (Demand demand : demands) {
            shown.add(demand == Demand.LISTED ? "listed" : "signed");
        }
        return shown.toString();
    }
}
