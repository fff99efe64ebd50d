package dev.trackside.plugin.lrschedule;

/**
 * Half waves of the cosine from the base rate down to a smallest rate, each beginning at the base rate again: formula 5 of I. Loshchilov and F.
 * Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017; PyTorch's
 * {@code torch.optim.lr_scheduler.CosineAnnealingWarmRestarts}. Where a cycle begins is found in whole numbers, so that no restart is one
 * position late for the rounding of a logarithm.
 *
 * @param first positions of the first cycle, at least 1
 * @param factor how many times as long as the one before each cycle is, at least 1
 * @param minRate the smallest rate
 */
record CosineWarmRestarts(long first, int factor, double minRate) implements Schedule {

    @Override
    public double rate(double base, long position) {
        long length = first;
        long within = position;
        if (factor == 1) {
            within %= length;
        } else {
            while (within >= length) {
                within -= length;
                // A cycle so long that its length overflows never ends.
                length = length > Long.MAX_VALUE / factor ? Long.MAX_VALUE : length * factor;
            }
        }
        return new Cosine(length, minRate).rate(base, within);
    }
}
