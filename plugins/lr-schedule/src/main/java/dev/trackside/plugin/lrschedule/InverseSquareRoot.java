package dev.trackside.plugin.lrschedule;

/**
 * One over the square root of the positions: {@code base / sqrt((position + timescale) / timescale)}, never below a smallest rate; what follows
 * the warm-up in {@code get_inverse_sqrt_schedule} of Hugging Face's transformers.
 *
 * @param timescale positions that the root is measured in, at least 1
 * @param minRate the smallest rate
 */
record InverseSquareRoot(long timescale, double minRate) implements Schedule {

    @Override
    public double rate(double base, long position) {
        double times = ((double) position + timescale) / timescale;
        return Math.max(minRate, base / StrictMath.sqrt(times));
    }
}
