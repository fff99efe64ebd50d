package dev.trackside.testkit.contract;

/** What can be wrong with an engine, and the tests of the contract that must find it. */
enum Fault {
    NONE,
    OFFERS_WHAT_IT_DOES_NOT_CLAIM("Declares.eachOfferUnderItsOwnType"),
    OFFERS_ANOTHER_OBJECT_EACH_TIME("Declares.theSameOffersEachTime"),
    DECLARES_A_METRIC_MORE("Declares.itsMetrics"),
    TELLS_A_BATCH_TOO_MANY("Declares.itsBatchesInAnEpoch"),
    LEAVES_OUT_THE_LAST_BATCH("Fires.allEventsInOrder", "Shows.fromTheSameExamplesInEachEpoch"),
    VALIDATES_UNASKED("Fires.validationInEverySecondEpochIfSoConfigured"),
    TRAINS_WHAT_IS_SKIPPED("Obeys.skipBatch"),
    STEPS_ALTHOUGH_SKIPPED("Steps.isNotMadeIfTheBatchIsSkippedAtItsGradients"),
    ADDS_UP_GRADIENTS("Steps.leavesNothingBehindOfGradientsThatWereSkipped"),
    LEARNS_IN_VALIDATION("Steps.isAllThatChangesTheModel"),
    SHUFFLES_AS_IT_LIKES("Steps.isTheSameForTheSameSeed"),
    RECORDS_WHAT_NOBODY_TAKES("Shows.notRecordedIfNobodyTakesThem"),
    ASKS_ONCE_WHAT_IS_WANTED("Shows.fromTheNextBatchOnIfSomebodyComes"),
    FORGETS_A_METRIC("Shows.atTheirEventsAndAbsentElsewhere"),
    RECORDS_AFTER_THE_STEP("Shows.atTheirEventsAndAbsentElsewhere", "Resumes.afterEachEvent"),
    READS_THE_RATE_ONCE("SetsTheLearningRate.countsInTheStepThatFollows"),
    TAKES_ANY_RATE("SetsTheLearningRate.refusesWhatIsNoRateAndStaysAsItWas"),
    RESTORES_NOTHING("LendsItsWeights.aRestoredSnapshotGivesTheSameBytes"),
    RESTORES_ANYTHING("LendsItsWeights.aForeignSnapshotIsRefusedAndChangesNothing"),
    LENDS_ITS_ARRAY("LendsItsTensors.areReadAsCopies"),
    SCALES_A_COPY("LendsItsGradients.theyAreScaled", "LendsItsGradients.theStepUsesWhatBecameOfThem"),
    NORM_WITHOUT_ROOT("LendsItsGradients.theirNormIsThatOfTheirTensors"),
    SHOWS_OLD_PREDICTIONS("LendsItsPredictions.areAsManyAsTheExamplesOfTheBatch"),
    SNAPSHOT_OF_PREDICTIONS_IS_NONE("LendsItsPredictions.haveSnapshotsThatLast"),
    LEAKS_IF_IT_FAILS("Fails.exceptions"),
    SAVES_NO_MOMENTUM("Resumes.afterEachEvent"),
    SAVES_NO_GRADIENTS("Resumes.afterEachEvent"),
    SAVES_ITS_ARRAY("Resumes.withSavedPartsThatLaterTrainingDoesNotChange"),
    RESTORES_ANY_STATE("Resumes.notFromPartsOfAnotherEngine"),
    LEAVES_A_THREAD("KeepsCompany.noThreadIsLeft");

    private final String[] foundBy;

    Fault(String... foundBy) {
        this.foundBy = foundBy;
    }

    String[] foundBy() {
        return foundBy.clone();
    }
}
