package org.example.lidiff.headless;

import java.io.IOException;
import java.nio.file.Path;

import org.example.lidiff.engine.potential.foundation.FoundationModel;

/** Where the package with a foundation model comes from. */
interface PackageSource {

    /**
     * Finds out whether anything can be fetched at all.
     *
     * @throws RunnerException if not, with what to do about it
     */
    void check() throws IOException;

    /**
     * Fetches a package.
     *
     * @param name of the package
     * @param release which of its files
     * @param folder an empty folder to put it into
     * @return the file
     * @throws RunnerException with what is wrong and what to do about it
     */
    Path fetch(String name, FoundationModel.Release release, Path folder) throws IOException;
}
