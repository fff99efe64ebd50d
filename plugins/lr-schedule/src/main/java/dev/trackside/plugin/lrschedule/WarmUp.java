package dev.trackside.plugin.lrschedule;

/**
 * Comes before another schedule. {@link WarmUpType#LINEAR} rises in equal parts from a part of that schedule's first rate to all of it, as
 * PyTorch's {@code torch.optim.lr_scheduler.LinearLR} does, {@link WarmUpType#CONSTANT} stays at the part, as its {@code ConstantLR}. Then the
 * other schedule follows from its beginning.
 *
 * <p>A start factor of {@code 1 / (length + 1)} is the gradual warm-up of P. Goyal et al., "Accurate, Large Minibatch SGD", 2017, section 2.2,
 * in which no position has the rate 0; one of 0 is the warm-up of Hugging Face's transformers.
 *
 * @param length positions of the warm-up, at least 1
 * @param type how it goes
 * @param startFactor the part of the first rate that it starts from
 * @param then the schedule that follows
 */
record WarmUp(long length, WarmUpType type, double startFactor, Schedule then) implements Schedule {

    @Override
    public double rate(double base, long position) {
        if (position >= length) {
            return then.rate(base, position - length);
        }
        double risen = type == WarmUpType.CONSTANT ? 0 : (1 - startFactor) * position / length;
        return then.rate(base, 0) * (startFactor + risen);
    }
}
