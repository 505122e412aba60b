package dev.weir.service;

import dev.weir.features.FeatureSchema;
import dev.weir.modelfile.ModelFile;
import dev.weir.modelfile.ModelFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Model files of the user. */
public final class ModelFiles {
    private ModelFiles() {}

    /** @throws CommandException if it cannot be read, or is no whole model file */
    public static ModelFile read(Path file) {
        try {
            return ModelFile.read(file);
        } catch (NoSuchFileException e) {
            throw new CommandException("there is no file " + file, e);
        } catch (IOException e) {
            throw new CommandException(file + " cannot be read (" + e + ")", e);
        } catch (ModelFileException e) {
            throw new CommandException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** @throws CommandException like {@link #read}, and if it is not for a detector with these features */
    public static ModelFile readFitting(Path file, FeatureSchema schema) {
        ModelFile model = read(file);
        try {
            model.requireFits(schema);
            return model;
        } catch (ModelFileException e) {
            throw new CommandException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** @throws CommandException if there is a file already that must stay; to be asked before long work */
    public static void requireFree(Path file, boolean overwrite) {
        if (!overwrite && Files.exists(file)) {
            throw new CommandException(file + " exists already: give another name, or --force to replace it");
        }
    }

    public static void write(ModelFile model, Path file) {
        try {
            model.write(file);
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written (" + e + "): check rights and free space", e);
        }
    }
}
