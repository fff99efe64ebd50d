package dev.trackside.runtime.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Attach;
import dev.trackside.FailurePolicy;
import dev.trackside.Phase;
import dev.trackside.TracksideException;
import dev.trackside.runtime.config.BoundValue;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.Environment;
import dev.trackside.runtime.config.Overrides;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.LoadedPlugin;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.spi.Binder;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.OptionSpec;
import dev.trackside.spi.PluginSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTests {

    private final List<FoundPlugin> found = new ArrayList<>(List.of(
            plugin("early-stopping", Attach.WHEN_CONFIGURED),
            plugin("log", Attach.ALWAYS),
            plugin("checkpoint", Attach.WHEN_CONFIGURED)));
    private final List<Refusal> refusals = new ArrayList<>();
    private Overrides overrides = Overrides.none();
    private FromCode code = FromCode.NOTHING;
    private Environment environment = Environment.none();
    private ConfigFile config = ConfigFile.empty();

    @Test
    void withoutConfigurationWhatJoinsAlwaysJoins() {
        Selection.Result result = select("");

        assertThat(ids(result)).containsExactly("log");
        assertThat(result.selected().get(0).why()).isEqualTo("joins every run");
        assertThat(result.notAttached())
                .containsExactly(
                        new NotAttached(
                                "checkpoint",
                                "test.jar",
                                "joins only when configured: add 'checkpoint: {}' to 'plugins:'",
                                true),
                        new NotAttached(
                                "early-stopping",
                                "test.jar",
                                "joins only when configured: add 'early-stopping: {}' to 'plugins:'",
                                true));
    }

    @Test
    void presenceConfigures() {
        assertThat(ids(select("plugins:\n  early-stopping: { patience: 3 }\n  checkpoint:\n")))
                .containsExactly("checkpoint", "early-stopping", "log");
        assertThat(ids(select("plugins: { early-stopping: true, checkpoint: {} }")))
                .containsExactly("checkpoint", "early-stopping", "log");
        assertThat(select("plugins:\n  checkpoint:\n").selected().get(0).why()).isEqualTo("configured at t.yaml:2");
    }

    @Test
    void falseSwitchesOffInBothForms() {
        Selection.Result result =
                select("plugins:\n  log: false\n  early-stopping: { enabled: false, patience: x, nonsense: 1 }\n");

        assertThat(result.selected()).isEmpty();
        assertThat(result.notAttached())
                .contains(
                        new NotAttached("log", "test.jar", "switched off at t.yaml:2"),
                        new NotAttached("early-stopping", "test.jar", "switched off at t.yaml:3"));
        assertThat(config.unknownKeys()).isEmpty();
    }

    @Test
    void whoIsSwitchedOffAboveTheFileIsToldSo() {
        overrides = Overrides.none().set("log=false").set("early-stopping.enabled=false");

        assertThat(select("plugins:\n  log: {}\n  early-stopping: { patience: 3 }")
                        .notAttached())
                .contains(
                        new NotAttached("log", "test.jar", "switched off at --set log"),
                        new NotAttached("early-stopping", "test.jar", "switched off at --set early-stopping.enabled"));
    }

    @Test
    void whatIsNotInstalledMayBeSwitchedOffUnlessItIsAMisspelling() {
        assertThat(ids(select("plugins: { tensorboard: false }"))).containsExactly("log");
        assertThatThrownBy(() -> select("plugins: { logg: false }"))
                .hasMessage("t.yaml:1: there is no plugin 'logg' to switch off; did you mean 'log'?");
    }

    @Test
    void onePluginMayJoinSeveralTimes() {
        Selection.Result result = select("""
                plugins:
                  early-stopping: { patience: 3 }
                  stop-on-goal: { use: early-stopping, patience: 9 }
                """);

        assertThat(ids(result)).containsExactly("early-stopping", "log", "stop-on-goal");
        assertThat(result.selected())
                .extracting(Selected::id, selected -> selected.plugin().id())
                .contains(org.assertj.core.groups.Tuple.tuple("stop-on-goal", "early-stopping"));
        assertThat(result.selected().get(0).create(created -> {}).options().get("patience"))
                .isEqualTo(new BoundValue("3", false, "t.yaml:2"));
        assertThat(result.selected()
                        .get(2)
                        .create(created -> {})
                        .options()
                        .get("patience")
                        .text())
                .isEqualTo("9");
        assertThat(result.selected()
                        .get(1)
                        .create(created -> {})
                        .options()
                        .get("patience")
                        .isSet())
                .isFalse();
        assertThat(config.unknownKeys()).isEmpty();
    }

    @Test
    void whatCodeSetsConfigures() {
        overrides = Overrides.none().with("early-stopping.patience", 4).set("checkpoint.patience=2");

        Selection.Result result = select("");

        assertThat(ids(result)).containsExactly("checkpoint", "early-stopping", "log");
        assertThat(result.selected())
                .extracting(Selected::why)
                .containsExactly(
                        "configured by --set checkpoint.patience",
                        "configured by builder option early-stopping.patience",
                        "joins every run");
        assertThat(result.selected()
                        .get(1)
                        .create(created -> {})
                        .options()
                        .get("patience")
                        .text())
                .isEqualTo("4");
        assertThat(config.unknownKeys()).isEmpty();
    }

    @Test
    void overridesSwitchOnAndOff() {
        overrides = Overrides.none()
                .set("log.enabled=false")
                .set("early-stopping.enabled=true")
                .set("checkpoint=true");
        assertThat(ids(select("plugins: { early-stopping: false }"))).containsExactly("checkpoint", "early-stopping");

        overrides = Overrides.none().set("log=false");
        assertThat(ids(select("plugins: { log: { patience: 1 } }"))).isEmpty();
    }

    @Test
    void whatCodeAttachesReplacesWhatWasFound() {
        code = new FromCode(linked("log", "own"), Set.of());

        Selection.Result result = select("plugins:\n  log: { on-failure: detach, before: [x], after: [y, z] }\n");

        assertThat(result.selected()).isEmpty();
        assertThat(result.byHand()).containsOnlyKeys("log", "own");
        assertThat(result.byHand().get("log").onFailure()).isEqualTo(FailurePolicy.DETACH);
        assertThat(result.byHand().get("log").before()).containsExactly("x");
        assertThat(result.byHand().get("log").after()).containsExactly("y", "z");
        assertThat(result.byHand().get("own").onFailure()).isEqualTo(FailurePolicy.INFERRED);
        assertThat(result.notAttached())
                .contains(new NotAttached("log", "test.jar", "replaced by the instance that code attaches"));
    }

    @Test
    void theFileMaySwitchOffWhatCodeAttachesAndCodeWhatTheFileConfigures() {
        code = new FromCode(linked("own"), linked("checkpoint", "log"));

        Selection.Result result = select("plugins: { own: false, checkpoint: {} }");

        assertThat(result.byHand()).isEmpty();
        assertThat(result.selected()).isEmpty();
        assertThat(result.notAttached())
                .contains(
                        new NotAttached("own", "", "switched off at t.yaml:1"),
                        new NotAttached("checkpoint", "test.jar", "switched off by code"),
                        new NotAttached("log", "test.jar", "switched off by code"));
    }

    @Test
    void anUnknownPluginIsAnErrorWithTheNearest() {
        assertThatThrownBy(() -> select("plugins:\n  early-stoping: {}\n  goal: { use: chekpoint }\n"))
                .isInstanceOf(TracksideException.class)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "t.yaml:2: there is no plugin 'early-stoping'; did you mean 'early-stopping'?",
                        "t.yaml:3: there is no plugin 'chekpoint'; did you mean 'checkpoint'?"));
        found.clear();
        assertThatThrownBy(() -> select("plugins: { log: {} }"))
                .hasMessage(
                        "t.yaml:1: there is no plugin 'log'; no plugin was found on the class path or in a plugins folder.");
    }

    @Test
    void aRefusedPluginIsAnErrorOnlyForWhoConfiguresIt() {
        refusals.add(new Refusal("b.jar", "b.Table", "broken", "it is damaged", "copy it again"));

        assertThat(ids(select(""))).containsExactly("log");
        assertThatThrownBy(() -> select("plugins: { broken: {} }"))
                .hasMessage(
                        "t.yaml:1: plugin 'broken' was found but refused: b.jar: plugin 'broken': it is damaged; copy it again.");
        assertThat(ids(select("plugins: { broken: false }"))).containsExactly("log");
        code = new FromCode(Set.of("broken"), Set.of());
        assertThat(select("plugins: { broken: {} }").byHand()).containsOnlyKeys("broken");

        code = FromCode.NOTHING;
        overrides = Overrides.none().set("broken.x=1");
        assertThatThrownBy(() -> select("")).hasMessageContaining("plugin 'broken' was found but refused");
    }

    @Test
    void anUnknownPluginMayBeInARefusedJar() {
        refusals.add(new Refusal("cut.jar", null, null, "the jar is damaged", "copy it again"));
        assertThatThrownBy(() -> select("plugins: { other: {} }"))
                .hasMessageEndingWith("It may be in what was refused: cut.jar.");
    }

    @Test
    void diagnosisSeesWhatIsWrongAndWhatCouldBeDecidedNonetheless() {
        Selection.Judged judged = Selection.judge(
                found,
                refusals,
                ConfigFile.of("t.yaml", "plugins:\n  early-stoping: {}\n  checkpoint: {}\n", environment),
                FromCode.NOTHING);

        assertThat(judged.faults())
                .extracting(Throwable::getMessage)
                .containsExactly("t.yaml:2: there is no plugin 'early-stoping'; did you mean 'early-stopping'?");
        assertThat(ids(judged.result())).containsExactly("checkpoint", "log");
    }

    @Test
    void theFormOfIdsIsChecked() {
        assertThatThrownBy(() -> select("plugins:\n  Early_Stopping: { use: early-stopping }\n  run: { use: log }\n"))
                .hasMessageContaining("t.yaml:2: 'Early_Stopping' is no id")
                .hasMessageContaining("t.yaml:3: 'run' is reserved");
        code = new FromCode(Set.of("My Callback"), Set.of());
        assertThatThrownBy(() -> select("")).hasMessageContaining("'My Callback' is no id");
    }

    @Test
    void whatIsNeitherOptionsNorASwitchIsAnError() {
        assertThatThrownBy(() -> select("plugins:\n  log: verbose\n  checkpoint: [1]\n"))
                .hasMessageContaining(
                        "t.yaml:2: plugins.log is neither options nor a switch; write options below 'log:'")
                .hasMessageContaining("t.yaml:3: plugins.checkpoint is neither options nor a switch");
        assertThatThrownBy(() -> select("plugins: [log]"))
                .hasMessageContaining("t.yaml:1: plugins is a list, but a section");
    }

    @Test
    void orderAndPolicyOfTheFileAreAddedToThoseOfThePlugin() {
        found.add(plugin(new PluginSpec(
                "report",
                true,
                Phase.REPORT,
                Attach.ALWAYS,
                FailurePolicy.FAIL,
                List.of("a"),
                List.of("b"),
                List.of(),
                List.of())));

        Selected plain = select("").selected().get(1);
        assertThat(plain.onFailure()).isEqualTo(FailurePolicy.FAIL);
        Selected report = select("plugins: { report: { on-failure: Detach, before: c, after: [b, d] } }")
                .selected()
                .get(1);
        assertThat(report.onFailure()).isEqualTo(FailurePolicy.DETACH);
        assertThat(report.before()).containsExactly("a", "c");
        assertThat(report.after()).containsExactly("b", "d");
        assertThatThrownBy(() -> select("plugins: { report: { on-failure: detatch } }"))
                .hasMessage(
                        "t.yaml:1: plugins.report.on-failure must be fail or detach, but is 'detatch'; did you mean detach?");
    }

    @Test
    void useOfWhatCodeAttachesHasNoMeaning() {
        code = new FromCode(Set.of("own"), Set.of());
        assertThatThrownBy(() -> select("plugins: { own: { use: log } }"))
                .hasMessage("t.yaml:1: 'own' is attached by code, so 'use' has no meaning; remove it.");
    }

    @Test
    void aPropertyAloneDoesNotMakeAPluginJoinAndThatIsSaid() {
        environment = new Environment(
                Map.of("trackside.checkpoint.patience", "1"), Map.of("TRACKSIDE_EARLY_STOPPING_PATIENCE", "2"));
        assertThat(select("").notAttached())
                .extracting(NotAttached::reason)
                .containsExactly(
                        "joins only when configured: add 'checkpoint: {}' to 'plugins:'"
                                + " (-Dtrackside.checkpoint.patience alone does not)",
                        "joins only when configured: add 'early-stopping: {}' to 'plugins:'"
                                + " (TRACKSIDE_EARLY_STOPPING_PATIENCE alone does not)");
    }

    @Test
    void aFailingConstructorNamesPluginAndJar() {
        found.add(LoadedPlugin.of(
                new Table(spec("fragile", Attach.ALWAYS)) {
                    @Override
                    public Object create() {
                        throw new IllegalStateException("no display");
                    }
                },
                "fragile.jar"));
        Selected fragile = select("").selected().get(0);
        assertThatThrownBy(() -> fragile.create(created -> {}))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining(
                        "fragile.jar: plugin 'fragile': its constructor failed with IllegalStateException")
                .hasMessageContaining("no display")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void dropInsCanBeLeftOut() {
        found.add(LoadedPlugin.of(new Table(spec("reports", Attach.ALWAYS)), "reports.jar"));
        found.add(LoadedPlugin.of(new Table(spec("asked", Attach.ALWAYS)), "asked.jar"));

        Selection.Result result = select("""
                loading: { drop-ins: false }
                plugins: { asked: {} }
                """);

        assertThat(ids(result)).containsExactly("asked");
        assertThat(result.notAttached()).extracting(NotAttached::id).contains("reports");
    }

    private Selection.Result select(String yaml) {
        config = ConfigFile.of("t.yaml", yaml, environment).with(overrides);
        return Selection.select(found, refusals, config, code);
    }

    private static List<String> ids(Selection.Result result) {
        return result.selected().stream().map(Selected::id).toList();
    }

    private static Set<String> linked(String... ids) {
        return new LinkedHashSet<>(List.of(ids));
    }

    private static FoundPlugin plugin(String id, Attach attach) {
        return plugin(spec(id, attach));
    }

    private static FoundPlugin plugin(PluginSpec spec) {
        return LoadedPlugin.of(new Table(spec), "test.jar");
    }

    private static PluginSpec spec(String id, Attach attach) {
        return new PluginSpec(
                id, true, Phase.REPORT, attach, FailurePolicy.INFERRED, List.of(), List.of(), List.of(), List.of());
    }

    /** A table with the one option {@code patience}, whose target is an array of one. */
    private static class Table extends HandlerTable {

        private final PluginSpec spec;

        Table(PluginSpec spec) {
            this.spec = spec;
        }

        @Override
        public Class<?> handlerClass() {
            return int[].class;
        }

        @Override
        public PluginSpec plugin() {
            return spec;
        }

        @Override
        public List<HandlerSpec> handlers() {
            return List.of();
        }

        @Override
        public List<OptionSpec> options() {
            return List.of(new OptionSpec("patience", OptionSpec.Kind.SINGLE, int.class, false, false, 1, 99, ""));
        }

        @Override
        public Object create() {
            return new int[] {5};
        }

        @Override
        public Object option(Object target, int index) {
            return ((int[]) target)[0];
        }

        @Override
        public void option(Object target, int index, Object value) {
            ((int[]) target)[0] = (Integer) value;
        }

        @Override
        public BoundHandlers bind(Object target, Binder binder) {
            throw new UnsupportedOperationException();
        }
    }
}
