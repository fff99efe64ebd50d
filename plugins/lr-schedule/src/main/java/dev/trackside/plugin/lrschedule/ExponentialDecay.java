package dev.trackside.plugin.lrschedule;

/**
 * Multiplies the rate by a factor at each position: {@code base * gamma^position}, never below a smallest rate. The closed form of PyTorch's
 * {@code torch.optim.lr_scheduler.ExponentialLR}.
 *
 * @param gamma the factor
 * @param minRate the smallest rate
 */
record ExponentialDecay(double gamma, double minRate) implements Schedule {

    @Override
    public double rate(double base, long position) {
        return Math.max(minRate, base * StrictMath.pow(gamma, (double) position));
    }
}
