package dev.trackside.runtime.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.runtime.selection.Lonely.Member;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LonelyTests {

    @Test
    void whoRequiresWhatIsThereIsNotLonely() {
        assertThat(Lonely.among(List.of(joins("a", "b"), joins("b")))).isEmpty();
    }

    @Test
    void anInstanceOfThePluginUnderAnotherNameIsEnough() {
        assertThat(Lonely.among(List.of(joins("a", "b"), new Member("mine", "b", List.of(), true))))
                .isEmpty();
    }

    @Test
    void whoRequiresALonelyOneIsLonelyToo() {
        assertThat(Lonely.among(List.of(joins("a", "b"), joins("b", "gone"), joins("c"))))
                .isEqualTo(Map.of("b", List.of("gone"), "a", List.of("b")));
    }

    @Test
    void whatSomebodyAskedForIsLeftForTheOrderToRefuse() {
        assertThat(Lonely.among(List.of(new Member("a", "a", List.of("gone"), true))))
                .isEmpty();
    }

    private static Member joins(String id, String... requires) {
        return new Member(id, id, List.of(requires), false);
    }
}
