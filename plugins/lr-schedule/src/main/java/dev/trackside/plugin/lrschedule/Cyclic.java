package dev.trackside.plugin.lrschedule;

/**
 * Up and down between the base rate and a largest rate: L. N. Smith, "Cyclical Learning Rates for Training Neural Networks", WACV 2017, as
 * PyTorch's {@code torch.optim.lr_scheduler.CyclicLR} has it. The position within a cycle is found in whole numbers.
 *
 * @param maxRate the largest rate
 * @param up positions from the base rate to the largest, at least 1
 * @param down positions from the largest to the base rate, at least 1
 * @param mode what becomes of the height
 * @param gamma for {@link CyclicMode#EXP_RANGE}: the factor of the height at each position
 */
record Cyclic(double maxRate, long up, long down, CyclicMode mode, double gamma) implements Schedule {

    /** So many halvings leave nothing of any double. */
    private static final long MOST_HALVINGS = 3000;

    @Override
    public double rate(double base, long position) {
        long cycle = position / (up + down);
        long within = position % (up + down);
        double scale = within <= up ? (double) within / up : (double) (up + down - within) / down;
        double height = (maxRate - base) * scale;
        return base
                + switch (mode) {
                    case TRIANGULAR -> height;
                    case TRIANGULAR2 -> StrictMath.scalb(height, (int) -Math.min(cycle, MOST_HALVINGS));
                    case EXP_RANGE -> height * StrictMath.pow(gamma, (double) position);
                };
    }
}
