package dev.weir.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.CommandLineFixture;
import dev.weir.evaluation.ProgressListener;
import dev.weir.evaluation.Training;
import dev.weir.evaluation.TrainingSettings;
import dev.weir.ingest.NativeJson;
import dev.weir.model.MergedModel;
import dev.weir.model.ModelState;
import dev.weir.model.StartingModel;
import dev.weir.modelfile.ModelFile;
import dev.weir.service.ModelFiles;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeCommandTest {
    @TempDir
    private Path folder;

    @Test
    void modelOfAnotherOffice_isMergedIfItHelps_andRefusedIfNot() throws IOException {
        Path novice = model("novice.weir", "simulated:1:50");
        Path expert = model("expert.weir", "simulated:2:20000");
        Path gold = office(3, 3_000);
        Path out = folder.resolve("merged.weir");
        CommandLineFixture weir = new CommandLineFixture(folder.resolve("data"));

        int status = weir.run(
                "merge", novice.toString(), expert.toString(), "--gold", gold.toString(), "--out", out.toString());
        assertThat(weir.out()).contains("average precision on");
        assertThat(status == 0).isEqualTo(Files.exists(out));
        if (status == 0) {
            assertThat(ModelFiles.read(out).manifest().origin()).contains("novice.weir", "expert.weir", "lessons");
        }

        Path untrained = model("untrained.weir", "simulated:1:0");
        assertThat(weir.run(
                        "merge",
                        novice.toString(),
                        untrained.toString(),
                        "--gold",
                        gold.toString(),
                        "--out",
                        folder.resolve("no").toString()))
                .isEqualTo(1);
        assertThat(weir.out()).contains("not merged: it does not rise");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void mergedModel_isASoundModelWithTheOwnLessons() throws IOException {
        ModelFile own = ModelFiles.read(model("own.weir", "simulated:1:2000"));
        ModelFile other = ModelFiles.read(model("other.weir", "simulated:2:2000"));
        ModelState merged = MergedModel.of(own.state(), other.state(), StartingModel.Settings.defaults());
        try (Training training = new Training(TrainingSettings.defaults())) {
            ModelFile.of(merged, training.schema(), "merged").requireFits(training.schema());
        }

        assertThat(merged.lessons()).isEqualTo(own.manifest().lessons());
        assertThat(merged.digest()).isNotEqualTo(own.manifest().digest());
        assertThat(MergedModel.of(own.state(), other.state(), StartingModel.Settings.defaults()))
                .isEqualTo(merged);
    }

    private Path model(String name, String source) throws IOException {
        Path file = folder.resolve(name);
        try (Training training = new Training(TrainingSettings.defaults())) {
            training.learn(source, ProgressListener.NONE);
            ModelFile.of(training.state(), training.schema(), source).write(file);
        }
        return file;
    }

    private Path office(long seed, int flows) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        TrafficSimulator simulator = new TrafficSimulator(SimulationSettings.ofSeed(seed));
        for (int i = 0; i < flows; i++) {
            SimulatedFlow flow = simulator.next();
            lines.writeBytes(NativeJson.bytes(flow.flow(), flow.label()));
            lines.write('\n');
        }
        Path file = folder.resolve("gold.json");
        Files.write(file, lines.toByteArray());
        return file;
    }
}
