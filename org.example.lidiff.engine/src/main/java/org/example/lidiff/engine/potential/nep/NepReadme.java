package org.example.lidiff.engine.potential.nep;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.structure.Element;

/** The text that travels with a NEP file: what it is, how other programs run it, and what to mind. */
public final class NepReadme {

    /** Its name beside the NEP file. */
    public static final String NAME = "README.md";

    private NepReadme() {
    }

    /**
     * The text, Markdown.
     *
     * @param settings of the model
     * @param file name of the NEP file
     * @param offsets energy of each element in eV that the reference has and the model has not, by symbol; empty if not known
     * @param history where the model comes from, a line a step; empty if not known
     */
    public static String text(final NepSettings settings, final String file, final Map<String, Double> offsets, final List<String> history) {
        final String elements = settings.species().stream().map(Element::symbol).collect(Collectors.joining(" "));
        final String some = settings.species().stream().limit(4).map(Element::symbol).collect(Collectors.joining(" "));
        final StringBuilder t = new StringBuilder();
        t.append("# ").append(settings.kind()).append(" for ").append(settings.types() > 8 ? settings.types() + " elements" : elements).append("\n\n");
        t.append("`").append(file).append("` is a neuroevolution potential (NEP) as a plain text file. Units are Å, eV and amu.\n\n");
        t.append("- Types, in this order: ").append(elements).append("\n");
        t.append("- Cutoffs: ").append(range(settings.radialCutoffs())).append(" Å radial, ").append(range(settings.angularCutoffs()))
            .append(" Å angular\n");
        t.append("- Numbers in the file: ").append(settings.numberOfParameters()).append(" parameters, ").append(settings.dim())
            .append(" factors of descriptors (q_scaler)\n");
        t.append(repulsion(settings.zbl()));
        t.append("\n## Run it in GPUMD (3.9 or newer; nep5 needs 4.0)\n\n")
            .append("Put `").append(file).append("` beside `model.xyz` (the start structure, extended XYZ with `Lattice` and\n")
            .append("`Properties=species:S:1:pos:R:3`; Write Trajectory makes one) and this `run.in`, then start `gpumd`:\n\n```\n")
            .append("potential   ").append(file).append("\nvelocity    600\ntime_step   1\nensemble    nvt_bdp 600 600 100\ndump_thermo 100\n")
            .append("dump_exyz   100\nrun         100000\n```\n\nTimes are in fs, temperatures in K. Elements are found by their symbols, in any order.\n");
        t.append("\n## Run it in LAMMPS (package USER-NEP of NEP_CPU)\n\n```\nunits       metal\natom_style  atomic\nread_data   structure.data\n")
            .append("pair_style  nep\npair_coeff  * * ").append(file).append(" ").append(some).append("\ntimestep    0.001\n")
            .append("velocity    all create 600 1\nfix         1 all nvt temp 600 600 0.1\nthermo      100\nrun         100000\n```\n\n")
            .append("Only `units metal` (Å, eV, ps) and `atom_style atomic` work. The symbols after the file name are those of the atom types 1, 2, … of\n")
            .append("your data file, in its order; name exactly as many as it has types. Versions before 2023 take the file name after `pair_style nep`\n")
            .append("and `pair_coeff * *` alone; there the atom types must be numbered in the order of the file: ").append(types(settings)).append(".\n");
        t.append("\n## Mind\n\n").append(offsets(offsets));
        t.append("- It knows what it was trained on. Watch temperature, energy and distances in a new situation; Lidiff's Run MD does.\n")
            .append("- Energies agree between programs to rounding; GPUMD computes in single precision (some 1e-6 eV/atom).\n");
        if (settings.zbl() == null) {
            t.append("- There is no core repulsion (ZBL) in it: atoms that come much closer than in the training may fall onto each other.\n");
        }
        if (settings.version() == 5) {
            t.append("- It is of the form nep5, which older programs do not read.\n");
        }
        if (!history.isEmpty()) {
            t.append("\n## Where it comes from\n\n");
            history.forEach(step -> t.append("    ").append(step).append("\n"));
        }
        return t.toString();
    }

    private static String range(final List<Double> values) {
        final double low = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        final double high = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return low == high ? number(low) : number(low) + " to " + number(high);
    }

    private static String number(final double value) {
        return String.format(Locale.ROOT, "%.6g", value).replaceAll("\\.?0+$", "");
    }

    private static String types(final NepSettings settings) {
        return IntStream.range(0, settings.types()).mapToObj(t -> t + 1 + " = " + settings.species().get(t).symbol())
            .limit(12).collect(Collectors.joining(", ")) + (settings.types() > 12 ? ", …" : "");
    }

    private static String repulsion(final NepZbl zbl) {
        return Optional.ofNullable(zbl).map(z -> "- Core repulsion: ZBL" + (z.form() == NepZbl.Form.FLEXIBLE ? ", fitted pair by pair" : "") + "\n").orElse("");
    }

    private static String offsets(final Map<String, Double> offsets) {
        if (offsets.isEmpty()) {
            return "- Energies may differ from those of the reference calculation by a constant for each element. Forces, stresses and energy\n"
                + "  differences at fixed composition do not depend on it.\n";
        }
        return "- Energies differ from those of the reference calculation by a constant for each atom: E(reference) = "
            + ("E(NEP) + " + offsets.entrySet().stream().map(e -> String.format(Locale.ROOT, "%.6f eV · N(%s)", e.getValue(), e.getKey()))
                .collect(Collectors.joining(" + "))).replace("+ -", "- ") + ".\n  Forces, stresses and energy differences at fixed composition do not depend on it.\n";
    }
}
