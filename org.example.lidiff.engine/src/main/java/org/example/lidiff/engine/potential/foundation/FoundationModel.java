package org.example.lidiff.engine.potential.foundation;

import java.util.List;

/**
 * A published force field that is not ours to ship: who made it, under which licence, and how the true file is told from another.
 *
 * @param name for people
 * @param command what the user writes after {@code lidiff foundation}
 * @param file name of its file
 * @param bytes size of the file with line ends of one character
 * @param sha256 of that file, 64 hexadecimal digits
 * @param licence under which it may be used and passed on
 * @param citation what to cite when it was used
 * @param description what it is, one sentence
 * @param packageName the Python package that carries it
 * @param packageEntry the file in that package
 * @param releases where the file was found with the checksum above, best first
 */
public record FoundationModel(String name, String command, String file, long bytes, String sha256, String licence, String citation,
    String description, String packageName, String packageEntry, List<Release> releases) {

    /** NEP89: 89 elements, hydrogen to plutonium. */
    public static final FoundationModel NEP89 = new FoundationModel("NEP89", "nep89", "nep89.txt", 15_622_195,
        "75168ece02e840e4a32644f982b78d43cba697f5b64b4c8134ab66c7a8c28be1", "GPL-3.0",
        "NEP89: Universal neuroevolution potential for inorganic and organic materials across 89 elements, arXiv:2504.21286 (2025)",
        "a NEP force field for 89 elements, cutoffs 6 and 5 Å, about 976,000 numbers", "neptrainkit", "NepTrainKit/Config/nep89.txt",
        List.of(new Release("3.1.5", "win_amd64", "3.12"), new Release("2.5.4", "manylinux2014_x86_64", "3.11")));

    /**
     * One built package. The file in it is plain text, so the platform of the package need not be that of this machine.
     *
     * @param version of the package
     * @param platform of the package, as pip names it
     * @param python version of Python that the package is for
     */
    public record Release(String version, String platform, String python) { }

    /** Copies the list. */
    public FoundationModel {
        releases = List.copyOf(releases);
    }

    /** The text that is kept beside the file. */
    public String notice() {
        return name + ": " + description + ".\n\nLicence: " + licence + ". It is the work of its authors, not a part of Lidiff; "
            + "force fields that are trained from it are\nderived from it.\nPlease cite: " + citation + ".\nSource: Python package " + packageName
            + ", file " + packageEntry + ".\nSHA-256: " + sha256 + "\n";
    }

    /** How a user gets it, in words. */
    public String howToGet() {
        return "Write './lidiff foundation " + command + "' in a terminal, which fetches it into your data folder, or install the feature '"
            + name + "' into KNIME, or put the file " + file + " into the workflow's data area.";
    }
}
