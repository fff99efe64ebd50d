package dev.trackside.bench.whole;

/** One training, made ready: only {@link #train} is measured. */
interface Trial {

    /** Trains to the end. */
    void train() throws Exception;

    /** What came out, bit for bit: the weights, and what the callbacks have found. Called once, after the training; closes what is open. */
    String outcome() throws Exception;

    /** What the callbacks cost, as the summary of the run tells it; empty where there is none. */
    default String costs() {
        return "";
    }
}
