package dev.trackside.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotSetTests {

    private static SlotSet of(int... slots) {
        SlotSet set = new SlotSet();
        for (int slot : slots) {
            set.add(slot);
        }
        return set;
    }

    private static List<Integer> slots(SlotSet set) {
        List<Integer> slots = new ArrayList<>();
        for (int slot = set.next(0); slot >= 0; slot = set.next(slot + 1)) {
            slots.add(slot);
        }
        return slots;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 127, 128, 1000})
    void holdsWhatWasAdded(int slot) {
        SlotSet set = of(slot);

        assertThat(set.contains(slot)).isTrue();
        assertThat(set.contains(slot + 1)).isFalse();
        assertThat(set.contains(slot + 64)).isFalse();
        assertThat(slots(set)).containsExactly(slot);
        set.clear();
        assertThat(set.contains(slot)).isFalse();
        assertThat(slots(set)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 66, 200})
    void joinsAndSubtractsOthers(int slot) {
        SlotSet set = of(1, 63, 130);
        set.addAll(of(slot));
        assertThat(slots(set)).containsExactlyInAnyOrder(1, 63, 130, slot);

        set.removeAll(of(slot, 63, 900));
        assertThat(slots(set)).containsExactly(1, 130);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 66, 200})
    void knowsWhetherItHasAllOfAnother(int slot) {
        assertThat(of(1, slot).containsAll(of())).isTrue();
        assertThat(of(1, slot).containsAll(of(slot))).isTrue();
        assertThat(of(1).containsAll(of(1, slot))).isFalse();
        assertThat(of(1, 300).containsAll(of(1, slot))).isFalse();
    }
}
