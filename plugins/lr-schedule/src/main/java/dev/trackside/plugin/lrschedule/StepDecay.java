package dev.trackside.plugin.lrschedule;

/**
 * Multiplies the rate by a factor every so many positions: {@code base * gamma^floor(position / stepSize)}, never below a smallest rate. The
 * formula is the closed form of PyTorch's {@code torch.optim.lr_scheduler.StepLR}.
 *
 * @param stepSize positions from one step to the next, at least 1
 * @param gamma the factor
 * @param minRate the smallest rate
 */
record StepDecay(long stepSize, double gamma, double minRate) implements Schedule {

    @Override
    public double rate(double base, long position) {
        long decays = position / stepSize;
        return Math.max(minRate, base * StrictMath.pow(gamma, (double) decays));
    }
}
