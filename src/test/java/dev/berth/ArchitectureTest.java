package dev.berth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the rooms. */
class ArchitectureTest {

    private static final JavaClasses BERTH = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages("dev.berth.session", "dev.berth.live", "dev.berth.store", "dev.berth.sqlite", "dev.berth.catalogue",
                    "dev.berth.agent", "dev.berth.api", "dev.berth.security", "dev.berth.settings", "dev.berth.command", "dev.berth.log",
                    "dev.berth.http", "dev.berth.operation", "dev.berth.wire");

    @Test
    void sessionKnowsJavaAndNothingElse() {
        classes().that().resideInAPackage("dev.berth.session..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("dev.berth.session..", "java..").check(BERTH);
    }

    @Test
    void theCommandsKnowNothingButJava() {
        classes().that().resideInAPackage("dev.berth.command..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("dev.berth.command..", "java..").check(BERTH);
    }

    @Test
    void liveKnowsTheSessionsPortsAndNoneOfTheirImplementations() {
        noClasses().that().resideInAPackage("dev.berth.live..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.berth.store..", "dev.berth.sqlite..", "dev.berth.catalogue..", "dev.berth.agent..",
                        "dev.berth.api..", "dev.berth.security..").check(BERTH);
    }

    @Test
    void storeCatalogueAndAgentsKnowNeitherLiveNorApiNorOneAnother() {
        for (String room : new String[] {"store", "catalogue", "agent"}) {
            String[] others = Stream.of("live", "api", "security", "store", "catalogue", "agent")
                    .filter(other -> !other.equals(room)).map(other -> "dev.berth." + other + "..").toArray(String[]::new);
            noClasses().that().resideInAPackage("dev.berth." + room + "..").should().dependOnClassesThat()
                    .resideInAnyPackage(others).check(BERTH);
        }
    }

    @Test
    void theProgramOpenCodeKnowsNothingOfTurnsAndWorkspaces() {
        noClasses().that().resideInAPackage("dev.berth.agent.opencode.server..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.berth.agent.opencode", "dev.berth.agent.workspace..", "dev.berth.session..").check(BERTH);
        noClasses().that().resideInAPackage("dev.berth.agent.workspace..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.berth.agent.opencode..", "dev.berth.agent.echo..").check(BERTH);
    }

    @Test
    void nobodyPointsAtTheApi() {
        noClasses().that().resideOutsideOfPackage("dev.berth.api..").should().dependOnClassesThat()
                .resideInAPackage("dev.berth.api..").check(BERTH);
    }

    @Test
    void nobodyPointsAtOperationWhichLooksThroughLiveAndThePorts() {
        noClasses().that().resideOutsideOfPackage("dev.berth.operation..").should().dependOnClassesThat()
                .resideInAPackage("dev.berth.operation..").check(BERTH);
        noClasses().that().resideInAPackage("dev.berth.operation..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.berth.store..", "dev.berth.sqlite..", "dev.berth.catalogue..", "dev.berth.agent..",
                        "dev.berth.security..").check(BERTH);
    }

    @Test
    void onlyOperationSpeaksMicroProfileHealthAndMetrics() {
        noClasses().that().resideOutsideOfPackage("dev.berth.operation..").should().dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.microprofile.health..", "org.eclipse.microprofile.metrics..").check(BERTH);
    }

    @Test
    void whatEveryRoomMayUseKnowsJavaAndNothingElse() {
        for (String room : new String[] {"dev.berth.log..", "dev.berth.http.."}) {
            classes().that().resideInAPackage(room).should().onlyDependOnClassesThat().resideInAnyPackage(room, "java..").check(BERTH);
        }
    }

    @Test
    void onlyStoreAndCatalogueTouchTheDatabase() {
        noClasses().that().resideOutsideOfPackages("dev.berth.store..", "dev.berth.catalogue..", "dev.berth.sqlite..").should()
                .dependOnClassesThat().resideInAnyPackage("jakarta.persistence..", "org.eclipse.persistence..", "java.sql..", "javax.sql..",
                        "org.sqlite..").check(BERTH);
    }

    @Test
    void onlyTheApiSpeaksJaxRs() {
        noClasses().that().resideOutsideOfPackage("dev.berth.api..").should().dependOnClassesThat()
                .resideInAPackage("jakarta.ws..").check(BERTH);
    }

    @Test
    void theWireKnowsTheServletsStreamsAndIsForTheApiAlone() {
        classes().that().resideInAPackage("dev.berth.wire..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("dev.berth.wire..", "java..", "jakarta.servlet..").check(BERTH);
        noClasses().that().resideOutsideOfPackages("dev.berth.api..", "dev.berth.wire..").should().dependOnClassesThat()
                .resideInAPackage("dev.berth.wire..").check(BERTH);
    }

    @Test
    void theRoomsFormNoCircle() {
        slices().matching("dev.berth.(*)..").should().beFreeOfCycles().check(BERTH);
    }
}
