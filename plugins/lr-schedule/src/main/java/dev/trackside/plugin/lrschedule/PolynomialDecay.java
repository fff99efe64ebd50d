package dev.trackside.plugin.lrschedule;

/**
 * A power of what is left: {@code min + (base - min) * (1 - position / length)^power}, from {@code length} on the smallest rate. The closed form
 * of PyTorch's {@code torch.optim.lr_scheduler.PolynomialLR}, whose smallest rate is 0, and of Keras' {@code PolynomialDecay}.
 *
 * @param length positions until the smallest rate, at least 1
 * @param power the exponent
 * @param minRate the smallest rate
 */
record PolynomialDecay(long length, double power, double minRate) implements Schedule {

    @Override
    public double rate(double base, long position) {
        if (position >= length) {
            return minRate;
        }
        double left = (double) (length - position) / length;
        return minRate + (base - minRate) * StrictMath.pow(left, power);
    }
}
