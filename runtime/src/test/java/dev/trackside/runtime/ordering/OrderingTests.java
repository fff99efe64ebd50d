package dev.trackside.runtime.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Phase;
import dev.trackside.TracksideException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderingTests {

    @Test
    void phasesComeFirstThenIds() {
        assertThat(order(
                        item("z", Phase.MEASURE),
                        item("b", Phase.REPORT),
                        item("a", Phase.REPORT),
                        item("c", Phase.PERSIST),
                        item("y", Phase.DECIDE)))
                .containsExactly("z", "y", "c", "a", "b");
    }

    @Test
    void beforeAndAfterWinOverIds() {
        assertThat(order(item("a").after("c"), item("b"), item("c").after("d"), item("d")))
                .containsExactly("b", "d", "c", "a");
        assertThat(order(item("a"), item("b").before("a"))).containsExactly("b", "a");
        assertThat(order(item("a").requires("b"), item("b"))).containsExactly("b", "a");
    }

    @Test
    void whatWasHeededIsTold() {
        Ordering.Result result =
                result(item("a").after("c"), item("c"), item("m", Phase.MEASURE).before("a"));

        assertThat(result.constraints()).containsExactly(new Ordering.Constraint("c", "a", "a: after [c]"));
    }

    @Test
    void theOrderOfTheInputDoesNotMatter() {
        List<Item> items = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            Draft draft = item("p" + number, Phase.values()[1 + number % 4]);
            items.add((number > 4 ? draft.after("p" + (number - 4)) : draft.before("p" + (number + 4))).build());
        }
        List<String> expected = Ordering.order(items).order();
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(items, new Random(seed));
            assertThat(Ordering.order(items).order()).isEqualTo(expected);
        }
    }

    @Test
    void aCycleNamesExactlyItsMembersAndConstraints() {
        assertThatThrownBy(() -> order(
                        item("before-it").before("b"),
                        item("b").after("d"),
                        item("c").after("b"),
                        item("d").after("c"),
                        item("downstream").after("d"),
                        item("a").after("d"),
                        item("aa").after("a")))
                .isInstanceOf(TracksideException.class)
                .hasMessage(
                        "The order of b, c, d goes in a circle: b: after [d]; c: after [b]; d: after [c]; remove one of"
                                + " these constraints.");
    }

    @Test
    void twoThatWantToBeFirstAreACycle() {
        assertThatThrownBy(() -> order(item("a").before("b"), item("b").before("a")))
                .hasMessageContaining("The order of a, b goes in a circle: a: before [b]; b: before [a];");
    }

    @Test
    void oneThatNamesItselfIsAnError() {
        assertThatThrownBy(() -> order(item("a").before("a")))
                .hasMessage("'a' says before [a], which is itself; remove that.");
    }

    @Test
    void anAbsentIdIsIgnoredAndShownAndWarnedOfWhenNearlyThere() {
        Ordering.Result result = result(item("a").after("checkpiont", "tensorboard"), item("checkpoint"));

        assertThat(result.order()).containsExactly("a", "checkpoint");
        assertThat(result.notes())
                .containsExactly(
                        new Ordering.Note(
                                true,
                                "'a' says after [checkpiont], which is not in this run and is ignored; did you mean"
                                        + " 'checkpoint'?"),
                        new Ordering.Note(
                                false, "'a' says after [tensorboard], which is not in this run and is ignored."));
    }

    @Test
    void whatIsRequiredMustBeThere() {
        assertThatThrownBy(() -> order(item("report").requires("history"), item("histori")))
                .hasMessage("'report' requires 'history', which is not in this run; did you mean 'histori'?");
        assertThatThrownBy(() -> order(item("report").requires("history")))
                .hasMessageContaining("'report' requires 'history', which is not in this run; add its jar");
    }

    @Test
    void aConstraintAgainstThePhasesNamesBoth() {
        assertThatThrownBy(() -> order(item("log", Phase.REPORT).before("stop"), item("stop", Phase.DECIDE)))
                .hasMessageContaining("'log' (phase REPORT) says before [stop], but 'stop' is in phase DECIDE");
        assertThatThrownBy(() -> order(
                        item("log", Phase.REPORT), item("stop", Phase.DECIDE).requires("log")))
                .hasMessageContaining("'stop' (phase DECIDE) says requires [log], but 'log' is in phase REPORT");
        assertThat(order(item("log", Phase.REPORT).after("stop"), item("stop", Phase.DECIDE)))
                .containsExactly("stop", "log");
    }

    @Test
    void aConstraintOnAPluginMeansAllItsInstances() {
        Item one = new Item("goal", "early-stopping", Phase.DECIDE, List.of(), List.of(), List.of());
        Item two = new Item("stale", "early-stopping", Phase.DECIDE, List.of(), List.of(), List.of());

        assertThat(Ordering.order(List.of(
                                one, two, item("a").after("early-stopping").build()))
                        .order())
                .containsExactly("goal", "stale", "a");
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        assertThatThrownBy(() ->
                        order(item("a").requires("x"), item("a"), item("b").before("b")))
                .hasMessageContaining("two callbacks with the id 'a'")
                .hasMessageContaining("'a' requires 'x'")
                .hasMessageContaining("which is itself");
    }

    private static List<String> order(Draft... drafts) {
        return result(drafts).order();
    }

    private static Ordering.Result result(Draft... drafts) {
        return Ordering.order(List.of(drafts).stream().map(Draft::build).toList());
    }

    private static Draft item(String id) {
        return item(id, Phase.DECIDE);
    }

    private static Draft item(String id, Phase phase) {
        return new Draft(id, phase, List.of(), List.of(), List.of());
    }

    private record Draft(String id, Phase phase, List<String> before, List<String> after, List<String> requires) {

        Draft before(String... ids) {
            return new Draft(id, phase, List.of(ids), after, requires);
        }

        Draft after(String... ids) {
            return new Draft(id, phase, before, List.of(ids), requires);
        }

        Draft requires(String... ids) {
            return new Draft(id, phase, before, after, List.of(ids));
        }

        Item build() {
            return new Item(id, phase, before, after, requires);
        }
    }
}
