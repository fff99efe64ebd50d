package dev.trackside.plugin.lrschedule;

/**
 * Half a wave of the cosine from the base rate down to a smallest rate: {@code min + (base - min) * (1 + cos(pi * position / length)) / 2}, from
 * {@code length} on the smallest rate. Formula 5 of I. Loshchilov and F. Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR
 * 2017, without restarts.
 *
 * @param length positions until the smallest rate, at least 1
 * @param minRate the smallest rate
 */
record Cosine(long length, double minRate) implements Schedule {

    @Override
    public double rate(double base, long position) {
        if (position >= length) {
            return minRate;
        }
        double angle = StrictMath.PI * position / length;
        return minRate + (base - minRate) * (1 + StrictMath.cos(angle)) / 2;
    }
}
