package org.example.lidiff.engine.trajectory;

import java.util.List;

import org.example.lidiff.engine.structure.Structure;

/**
 * What was read.
 *
 * @param files one entry a file, or a CP2K project, in the order read
 * @param runs number of runs written
 * @param firstStructure the first frame kept
 * @param warnings what concerns more than one file
 */
public record ReadReport(List<FileReport> files, int runs, Structure firstStructure, List<String> warnings) {

    /** Copies the lists. */
    public ReadReport {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }
}
