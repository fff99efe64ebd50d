package dev.trackside.processor.checks;

import dev.trackside.processor.model.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what checks find in one class.
 *
 * @since 0.1
 */
public final class Findings {

    private final List<Finding> all = new ArrayList<>();

    /** Creates an empty collection. */
    public Findings() {}

    /**
     * Adds a finding.
     *
     * @param diagnostic what it is
     * @param at the smallest place at fault
     * @param arguments what the message is to name
     */
    public void add(Diagnostic diagnostic, Origin at, Object... arguments) {
        add(new Finding(diagnostic, at, diagnostic.message(arguments)));
    }

    /**
     * Adds a finding.
     *
     * @param finding the finding
     */
    public void add(Finding finding) {
        all.add(finding);
    }

    /**
     * What was found.
     *
     * @return the findings in the order in which they were added
     */
    public List<Finding> all() {
        return List.copyOf(all);
    }

    /**
     * Whether there is an error among them.
     *
     * @return true if the class cannot have a table
     */
    public boolean hasErrors() {
        return all.stream().anyMatch(finding -> finding.diagnostic().severity() == Severity.ERROR);
    }
}
