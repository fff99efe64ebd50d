package dev.trackside.plugin.history.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunHeadsTests {

    private static final List<String> IDS = List.of("digits-0102-0304", "digits-0102-0305");

    private static RunHeads of(List<String> ids, int longest) {
        return RunHeads.of(ids, heads -> heads.stream().allMatch(head -> head.length() <= longest));
    }

    @Test
    void areIdsWhereThereIsRoom() {
        assertThat(of(IDS, 16)).isEqualTo(new RunHeads(IDS, List.of()));
    }

    @Test
    void leaveOutTheCommonBeginning() {
        assertThat(of(IDS, 15))
                .isEqualTo(new RunHeads(List.of("…0304", "…0305"), List.of("… stands for digits-0102-")));
    }

    @Test
    void leaveOutWholeWordsOfIt() {
        assertThat(of(List.of("digits-12", "digits-123"), 9).heads()).containsExactly("…12", "…123");
    }

    @Test
    void areNumbersWhereNothingElseFits() {
        assertThat(of(IDS, 4))
                .isEqualTo(
                        new RunHeads(List.of("[1]", "[2]"), List.of("[1] digits-0102-0304", "[2] digits-0102-0305")));
    }

    @Test
    void areNumbersWhereIdsHaveNoCommonBeginning() {
        assertThat(of(List.of("one-0102-0304", "two-0102-0304"), 8).heads()).containsExactly("[1]", "[2]");
    }
}
