package dev.trackside.plugin.lrschedule;

import java.util.List;

/**
 * Multiplies the rate by a factor at each milestone: {@code base * gamma^k} after the k-th, never below a smallest rate. The closed form of
 * PyTorch's {@code torch.optim.lr_scheduler.MultiStepLR}.
 *
 * @param milestones positions from which on a further factor holds; one that comes twice counts twice
 * @param gamma the factor
 * @param minRate the smallest rate
 */
record MultiStepDecay(List<Long> milestones, double gamma, double minRate) implements Schedule {

    MultiStepDecay {
        milestones = List.copyOf(milestones);
    }

    @Override
    public double rate(double base, long position) {
        int decays = 0;
        for (long milestone : milestones) {
            if (milestone <= position) {
                decays++;
            }
        }
        return Math.max(minRate, base * StrictMath.pow(gamma, decays));
    }
}
