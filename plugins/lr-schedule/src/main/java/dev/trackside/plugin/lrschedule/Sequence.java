package dev.trackside.plugin.lrschedule;

import java.util.List;

/**
 * Several schedules, each from its own beginning on: PyTorch's {@code torch.optim.lr_scheduler.SequentialLR}.
 *
 * @param schedules the schedules, at least one
 * @param milestones the position at which each but the first begins, rising
 */
record Sequence(List<Schedule> schedules, List<Long> milestones) implements Schedule {

    Sequence {
        schedules = List.copyOf(schedules);
        milestones = List.copyOf(milestones);
    }

    @Override
    public double rate(double base, long position) {
        int last = 0;
        while (last < milestones.size() && milestones.get(last) <= position) {
            last++;
        }
        long begin = last == 0 ? 0 : milestones.get(last - 1);
        return schedules.get(last).rate(base, position - begin);
    }
}
