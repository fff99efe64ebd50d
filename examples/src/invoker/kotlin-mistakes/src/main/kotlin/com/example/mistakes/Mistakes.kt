package com.example.mistakes

import dev.trackside.Epoch
import dev.trackside.Metric
import dev.trackside.OnEpochEnd
import dev.trackside.OnTrainEnd
import dev.trackside.Option
import dev.trackside.Plugin

/** What goes wrong in Kotlin: each line with a mark is diagnosed. */
@Plugin("mistakes")
class Mistakes {

    @Option
    var patience: Int = 3 // option-private

    @OnEpochEnd
    fun nullable(epoch: Epoch, @Metric("val_loss") loss: Double?) {} // metric-type

    @OnEpochEnd
    private fun hidden(epoch: Epoch) {} // private-handler

    companion object {
        @JvmStatic
        @OnTrainEnd
        fun ended() {} // static-handler
    }
}
