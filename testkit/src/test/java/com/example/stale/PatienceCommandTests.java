package com.example.stale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.testkit.CommandCall;
import org.junit.jupiter.api.Test;

class PatienceCommandTests {

    @Test
    void tellsThePatience() throws Exception {
        CommandCall call = CommandCall.of(new PatienceCommand(), "--unit", "checks");

        assertThat(call.code()).isZero();
        assertThat(call.lines()).containsExactly("5 checks");
    }
}
