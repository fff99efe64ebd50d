package dev.trackside.run;

/**
 * Where programs start runs.
 *
 * <pre>{@code
 * RunResult result = Trackside.run("digits")
 *         .option("early-stopping.patience", 5)
 *         .attach(new LossWatcher())
 *         .epochs(50)
 *         .train(engine);
 * }</pre>
 *
 * @since 0.1
 */
public final class Trackside {

    private Trackside() {}

    /**
     * Begins to describe a run. It reads the file that {@link RunBuilder#config} names, else {@code -Dtrackside.config}, else
     * {@code ./trackside.yaml}, else none.
     *
     * @param name the name of the run
     * @return a builder that ends with {@code train}
     */
    public static RunBuilder run(String name) {
        return new RunBuilder(name);
    }

    /**
     * Begins to describe a run whose name the file gives.
     *
     * @return a builder that ends with {@code train}
     */
    public static RunBuilder run() {
        return new RunBuilder("");
    }
}
