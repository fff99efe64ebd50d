package dev.trackside.dist;

import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table "The house" of the design, checked on the compiled classes of every module. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseRulesTests {

    private static final List<String> API = List.of("dev.trackside", "dev.trackside.spi");
    private static final List<String> RUNTIME = List.of("dev.trackside.run", "dev.trackside.runtime..");
    private static final List<String> LOG4J_API = List.of(
            "org.apache.logging.log4j",
            "org.apache.logging.log4j.message..",
            "org.apache.logging.log4j.util..",
            "org.apache.logging.log4j.spi..",
            "org.apache.logging.log4j.status..");
    private static final String AUTO_SERVICE = "com.google.auto.service..";

    /** What everybody may know, api too. */
    private static final List<String> ALWAYS = List.of("java..", "org.jspecify.annotations");

    /** What each room knows beside itself and {@link #ALWAYS}; a plugin or engine without a row of its own knows the api. */
    private static final Map<String, List<String>> KNOWS = Map.ofEntries(
            entry("api", List.of()),
            entry("processor/model", both(API, "javax.annotation.processing", "javax.lang.model..", "javax.tools..")),
            entry(
                    "processor/testkit",
                    List.of(
                            "javax.annotation.processing",
                            "javax.lang.model..",
                            "javax.tools..",
                            "org.assertj.core..")),
            entry(
                    "processor",
                    both(
                            API,
                            "dev.trackside.processor.extension",
                            "dev.trackside.processor.model..",
                            "javax.annotation.processing",
                            "javax.lang.model..",
                            "javax.tools..",
                            "com.sun.source..",
                            "com.palantir.javapoet..",
                            AUTO_SERVICE)),
            entry(
                    "runtime",
                    both(
                            both(API, LOG4J_API),
                            "org.snakeyaml.engine.v2..",
                            "com.fasterxml.jackson..",
                            "io.github.classgraph..",
                            "javax.security.auth.x500",
                            AUTO_SERVICE)),
            entry("testkit", both(both(API, RUNTIME), both(LOG4J_API, "org.junit.jupiter.api.."))),
            entry("engines/common", both(API, "de.siegmar.fastcsv..")),
            entry("engines/mlp", both(API, "dev.trackside.engine.common..", "org.ejml..", AUTO_SERVICE)),
            entry("engines/djl", both(API, "dev.trackside.engine.common..", "ai.djl..", AUTO_SERVICE)),
            entry(
                    "engines/xgboost",
                    both(
                            API,
                            "dev.trackside.engine.common..",
                            "ml.dmlc.xgboost4j.java",
                            "com.esotericsoftware.kryo.io",
                            "com.esotericsoftware.kryo",
                            AUTO_SERVICE)),
            entry(
                    "cli",
                    both(
                            both(API, RUNTIME),
                            both(LOG4J_API, "picocli..", "com.fasterxml.jackson.jr.ob", AUTO_SERVICE))),
            entry("plugins/log", both(API, LOG4J_API)),
            entry("plugins/tensorboard", both(API, "com.google.protobuf..")),
            entry("plugins/csv", both(API, "de.siegmar.fastcsv..")),
            entry("plugins/jsonl", both(API, "com.fasterxml.jackson.core..")),
            entry(
                    "plugins/history",
                    both(API, "org.sqlite..", "java.sql", "com.fasterxml.jackson..", "com.sun.management")),
            entry(
                    "plugins/report",
                    both(
                            both(API, "dev.trackside.plugin.history", "com.samskivert.mustache"),
                            "com.fasterxml.jackson.core..",
                            "de.siegmar.fastcsv..",
                            "com.github.weisj.jsvg..",
                            "javax.imageio..",
                            "org.w3c.dom",
                            AUTO_SERVICE)),
            entry("plugins/replay", both(both(API, "dev.trackside.plugin.history"), "com.fasterxml.jackson.jr.ob")),
            entry("plugins/resources", both(API, "com.sun.management")));

    /** The fault kit looks whether a plugin has left other standard streams behind, and puts back what was there. */
    private static final Set<String> MAY_PRINT =
            Set.of("dev.trackside.runtime.console", "dev.trackside.testkit.faults");

    private static final SliceAssignment ONE_A_PACKAGE = new SliceAssignment() {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private final List<Room> rooms = Room.all().stream()
            .filter(room -> !Set.of("bench", "examples").contains(room.folder()))
            .toList();

    Stream<Room> rooms() {
        return rooms.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void aRoomKnowsOnlyTheRoomsItNames(Room room) {
        List<String> known = both(ALWAYS, knownBy(room));
        Set<String> own = room.packages();

        classes()
                .should(onlyDependOnClassesThat(DescribedPredicate.describe(
                        "stand in %s itself, or in %s".formatted(room, known),
                        type -> standsIn(type, own) || standsInAny(type, known))))
                .as("%s knows only itself and %s".formatted(room, known))
                .allowEmptyShould(false)
                .check(room.classes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void thePackagesOfARoomDoNotKnowEachOtherInACircle(Room room) {
        slices().assignedFrom(ONE_A_PACKAGE).should().beFreeOfCycles().check(room.classes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void aRoomHasCode(Room room) {
        assertThat(room.classes().stream().map(JavaClass::getSimpleName))
                .as("classes in %s/target/classes; has it been compiled?", room)
                .anyMatch(name -> !name.equals("package-info") && !name.equals("module-info"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void everyPackageIsNullMarked(Room room) {
        Set<JavaPackage> packages =
                Set.copyOf(room.classes().stream().map(JavaClass::getPackage).toList());

        assertThat(packages).as("packages of %s", room).isNotEmpty().allSatisfy(each -> assertThat(
                        each.isAnnotatedWith(NullMarked.class))
                .as("%s has a package-info.java with @NullMarked", each.getName())
                .isTrue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void nobodyLogsWithTheLoggerOfTheJdk(Room room) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging")
                .allowEmptyShould(false)
                .check(room.classes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void nobodyPrintsButTheCommandAndTheConsole(Room room) {
        noClasses()
                .that(DescribedPredicate.describe(
                        "may not print",
                        type -> !room.folder().equals("cli") && !MAY_PRINT.contains(type.getPackageName())))
                .should(ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(room.folder().equals("cli"))
                .check(room.classes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void everyTestIsInAClassThatTheBuildRuns(Room room) {
        methods()
                .that(DescribedPredicate.describe(
                        "are tests",
                        method -> method.isMetaAnnotatedWith("org.junit.platform.commons.annotation.Testable")))
                .should()
                .beDeclaredInClassesThat(DescribedPredicate.describe(
                        "are, or are nested in, a class whose name ends in Tests",
                        type -> outermost(type).getSimpleName().endsWith("Tests")))
                .allowEmptyShould(true) // a room may still be without tests; that is for reviewers to see
                .check(room.testClasses());
    }

    @Test
    void noPackageStandsInTwoRooms() {
        Map<String, List<String>> roomsOfPackages = rooms.stream()
                .flatMap(room -> room.packages().stream().map(name -> entry(name, room.folder())))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));

        assertThat(roomsOfPackages).isNotEmpty().allSatisfy((name, folders) -> assertThat(folders)
                .as("rooms with package %s", name)
                .hasSize(1));
    }

    @Test
    void everyRowOfTheTableIsARoom() {
        assertThat(rooms.stream().map(Room::folder)).containsAll(KNOWS.keySet());
    }

    private static List<String> knownBy(Room room) {
        List<String> row = KNOWS.get(room.folder());
        if (row != null) {
            return row;
        }
        assertThat(room.folder()).as("a room with a row in the table").matches("(plugins|engines)/.+");
        return room.folder().startsWith("engines/") ? both(API, "dev.trackside.engine.common..", AUTO_SERVICE) : API;
    }

    private static boolean standsIn(JavaClass type, Set<String> packages) {
        return packages.contains(type.getBaseComponentType().getPackageName());
    }

    private static boolean standsInAny(JavaClass type, List<String> patterns) {
        JavaClass component = type.getBaseComponentType();
        return component.isPrimitive()
                || patterns.stream()
                        .anyMatch(pattern -> PackageMatcher.of(pattern).matches(component.getPackageName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRulesTests::outermost).orElse(type);
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<String> both(List<String> some, String... others) {
        return both(some, List.of(others));
    }
}
