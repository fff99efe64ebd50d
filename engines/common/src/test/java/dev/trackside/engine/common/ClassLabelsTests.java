package dev.trackside.engine.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassLabelsTests {

    @Test
    void areInNumericOrderIfAllAreIntegers() {
        assertThat(ClassLabels.of(List.of("10", "9", "-1", "9")).names()).containsExactly("-1", "9", "10");
    }

    @Test
    void areInOrderOfTheirCharactersOtherwise() {
        assertThat(ClassLabels.of(List.of("cat", "10", "ant", "9")).names()).containsExactly("10", "9", "ant", "cat");
    }

    @Test
    void treatSpellingsOfOneIntegerAsOne() {
        ClassLabels classes = ClassLabels.of(List.of("3.0", "03", "4"));

        assertThat(classes.names()).containsExactly("3", "4");
        assertThat(classes.indexOf("3e0")).isZero();
    }

    @Test
    void leadFromNameToNumberAndBack() {
        ClassLabels classes = ClassLabels.of(List.of("malignant", "benign"));

        assertThat(classes.indexOf("malignant")).isEqualTo(1);
        assertThat(classes.name(1)).isEqualTo("malignant");
        assertThat(classes.indexOf("other")).isEqualTo(-1);
    }

    @Test
    void areTwoAtLeast() {
        assertThatThrownBy(() -> ClassLabels.of(List.of("a", "a"))).isInstanceOf(IllegalArgumentException.class);
    }
}
