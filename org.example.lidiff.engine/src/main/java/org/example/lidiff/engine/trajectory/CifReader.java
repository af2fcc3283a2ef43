package org.example.lidiff.engine.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.VoxelGrid;

/** Reads a CIF (IUCr, CIF 1.1) and expands its symmetry. */
final class CifReader {

    /** Images of one site that are closer than this are the same atom: coordinates such as 0.3333 are rounded. */
    private static final double SAME_ATOM = 0.05;
    private static final int MAX_ATOMS = 100_000;

    private final String file;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final SpeciesNames names = new SpeciesNames(Map.of());
    private VoxelGrid grid;
    private Cell crystal;
    private Map<Integer, List<Integer>> places;
    private int[] numbers = {};
    private double[] positions = {};
    private double[] occupancies = {};
    private int atoms;

    CifReader(final String file) {
        this.file = file;
    }

    StructureFile read(final List<String> lines) {
        final CifData data = new CifData(file, lines);
        final Cell cell = cell(data);
        final List<SymmetryOperator> operators = operators(data);
        crystal = cell;
        grid = new VoxelGrid(voxels(cell, 0), voxels(cell, 1), voxels(cell, 2));
        places = new HashMap<>();
        final List<String> x = data.column("_atom_site_fract_x");
        final List<String> y = data.column("_atom_site_fract_y");
        final List<String> z = data.column("_atom_site_fract_z");
        if (x.isEmpty() || y.size() != x.size() || z.size() != x.size()) {
            throw new InputException(file + " lists no fractional atom positions (_atom_site_fract_x, y, z).",
                "Add the atoms to the file, with fractional coordinates.");
        }
        for (int site = 0; site < x.size(); site++) {
            final String[] texts = {x.get(site), y.get(site), z.get(site)};
            if (Arrays.asList(texts).contains("?") || Arrays.asList(texts).contains(".")) {
                warnings.add("Site " + label(data, site) + " of " + file + " has no position and is left out.");
                continue;
            }
            final double[] f = {data.number("_atom_site_fract_x", texts[0]), data.number("_atom_site_fract_y", texts[1]),
                data.number("_atom_site_fract_z", texts[2])};
            expand(data, site, f, cell, operators);
        }
        if (atoms == 0) {
            throw new InputException(file + " lists no atom with a position.", "Add the atoms to the file.");
        }
        final int[] numbersUsed = Arrays.copyOf(numbers, atoms);
        return new StructureFile(new Structure(cell, numbersUsed, Arrays.copyOf(positions, 3 * atoms), labels),
            Arrays.copyOf(occupancies, atoms), warnings);
    }

    /** Voxels of about 1 Å, larger than the distance that counts as the same position. */
    private static int voxels(final Cell cell, final int axis) {
        return (int)Math.max(1, Math.min(200, Math.floor(cell.height(axis))));
    }

    private Cell cell(final CifData data) {
        final double[] lengths = {data.number("_cell_length_a"), data.number("_cell_length_b"), data.number("_cell_length_c")};
        final double[] angles = {data.number("_cell_angle_alpha"), data.number("_cell_angle_beta"), data.number("_cell_angle_gamma")};
        for (int k = 0; k < 3; k++) {
            if (!(lengths[k] > 0 && angles[k] > 0 && angles[k] < 180)) {
                throw new InputException(file + ": the cell has a length of " + lengths[k] + " Å and an angle of " + angles[k] + "°.",
                    "Lengths must be above 0 Å, angles between 0 and 180°.");
            }
        }
        try {
            return Cell.ofLengthsAndAngles(lengths, angles);
        } catch (final InputException e) {
            throw new InputException(file + ": " + e.summary(), e.resolution(), e);
        }
    }

    private List<SymmetryOperator> operators(final CifData data) {
        final List<String> texts = data.column("_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz");
        final List<SymmetryOperator> operators = new ArrayList<>();
        for (final String text : texts) {
            operators.add(SymmetryOperator.parse(text).orElseThrow(() -> new InputException(
                file + ": '" + TextInput.shortened(text) + "' is no symmetry operator.", "Write operators like x,-y+1/2,z.")));
        }
        if (texts.size() > 192) {
            throw new InputException(file + " lists " + texts.size() + " symmetry operators; no space group has more than 192.",
                TextInput.CHECK_FILE);
        }
        if (operators.isEmpty()) {
            requireP1(data);
        }
        if (operators.stream().noneMatch(SymmetryOperator::isIdentity)) {
            operators.add(0, SymmetryOperator.IDENTITY);
        }
        return operators;
    }

    private void requireP1(final CifData data) {
        final List<String> name = data.column("_symmetry_space_group_name_h-m", "_space_group_name_h-m_alt", "_symmetry_space_group_name_hall",
            "_space_group_name_hall");
        final List<String> number = data.column("_symmetry_int_tables_number", "_space_group_it_number");
        final String group = !name.isEmpty() ? name.get(0) : !number.isEmpty() ? "number " + number.get(0) : "";
        final String plain = group.replaceAll("[\\s_]", "").toUpperCase(Locale.ROOT);
        if (plain.isEmpty() || plain.equals("?") || plain.equals(".")) {
            warnings.add(file + " names no space group and no symmetry operators: it is read as P 1.");
        } else if (!plain.equals("P1") && !plain.equals("NUMBER1") || plain.equals("P1") && !number.isEmpty() && number.get(0).matches("\\d{1,3}")
            && !number.get(0).equals("1")) {
            throw new InputException(file + " names the space group " + TextInput.shortened(group) + (plain.equals("P1") ? " (number " + number.get(0) + ")" : "")
                + " without its symmetry operators, which are needed to place all atoms.",
                "Write the file again with _space_group_symop_operation_xyz (most programs do), or in P 1 with all atoms of the cell.");
        }
    }

    private static String label(final CifData data, final int site) {
        final List<String> labels = data.column("_atom_site_label");
        final List<String> types = data.column("_atom_site_type_symbol");
        return site < labels.size() ? labels.get(site) : site < types.size() ? types.get(site) : "number " + (site + 1);
    }

    private int element(final CifData data, final int site) {
        final List<String> types = data.column("_atom_site_type_symbol");
        final boolean typed = site < types.size() && !types.get(site).equals("?") && !types.get(site).equals(".");
        final String text = typed ? types.get(site) : label(data, site);
        if (text.matches("D(\\d.*|[^A-Za-z].*)?")) {
            warnings.add("Site " + label(data, site) + " of " + file + " is deuterium; it is read as hydrogen.");
            return 1;
        }
        final int direct = names.find(text);
        if (direct != 0) {
            return direct;
        }
        // a label such as OW1 or Wat: the second letter of a symbol is small
        for (int n = Math.min(2, text.length()); n > 0; n--) {
            final boolean symbol = n == 1 || Character.isLowerCase(text.charAt(1));
            if (symbol && Element.find(text.substring(0, n)).isPresent()) {
                final Element element = text.startsWith("Wat") ? Element.of("O") : Element.of(text.substring(0, n));
                warnings.add("The element of site " + label(data, site) + " of " + file + " is not given; " + element + " is guessed from its label.");
                return element.atomicNumber();
            }
        }
        throw new InputException(file + ": the element of site " + label(data, site) + " is '" + TextInput.shortened(text)
            + "', which is none.", "Correct _atom_site_type_symbol.");
    }

    private void expand(final CifData data, final int site, final double[] f, final Cell cell, final List<SymmetryOperator> operators) {
        final int from = atoms;
        final int element = element(data, site);
        final List<String> occupancyTexts = data.column("_atom_site_occupancy");
        final String text = site < occupancyTexts.size() ? occupancyTexts.get(site) : "1";
        final double occupancy = text.equals("?") || text.equals(".") ? 1 : data.number("_atom_site_occupancy", text);
        final MinimumImage image = new MinimumImage(cell);
        final double[] d = new double[3];
        for (final SymmetryOperator operator : operators) {
            final double[] g = operator.apply(f);
            for (int k = 0; k < 3; k++) {
                g[k] -= Math.floor(g[k]);
                g[k] = g[k] >= 1 - 1e-9 ? 0 : g[k];
            }
            cell.toCartesian(g, 0, g, 0);
            boolean known = false;
            for (int j = from; j < atoms && !known; j++) {
                for (int k = 0; k < 3; k++) {
                    d[k] = g[k] - positions[3 * j + k];
                }
                known = image.apply(d, 0) < SAME_ATOM * SAME_ATOM;
            }
            if (!known) {
                add(element, g, occupancy, label(data, site));
            }
        }
        check(data, site, from, occupancy, image);
    }

    private void add(final int element, final double[] x, final double occupancy, final String label) {
        if (atoms == MAX_ATOMS) {
            throw new InputException(file + " describes more than " + MAX_ATOMS + " atoms.", TextInput.CHECK_FILE);
        }
        if (atoms == numbers.length) {
            final int room = Math.max(64, 2 * atoms);
            numbers = Arrays.copyOf(numbers, room);
            positions = Arrays.copyOf(positions, 3 * room);
            occupancies = Arrays.copyOf(occupancies, room);
        }
        numbers[atoms] = element;
        System.arraycopy(x, 0, positions, 3 * atoms, 3);
        occupancies[atoms] = occupancy;
        labels.add(label);
        atoms++;
    }

    private void check(final CifData data, final int site, final int from, final double occupancy, final MinimumImage image) {
        final String label = label(data, site);
        if (occupancy < 1) {
            warnings.add("Site " + label + " of " + file + " is occupied to " + occupancy + ".");
        }
        final List<String> multiplicity = data.column("_atom_site_symmetry_multiplicity", "_atom_site_site_symmetry_multiplicity");
        if (site < multiplicity.size() && multiplicity.get(site).matches("\\d{1,4}")
            && Integer.parseInt(multiplicity.get(site)) != atoms - from) {
            warnings.add("Site " + label + " of " + file + " has the multiplicity " + multiplicity.get(site) + ", but its operators make "
                + (atoms - from) + " atoms.");
        }
        if (occupancy > 1) {
            warnings.add("Site " + label + " of " + file + " is occupied to " + occupancy + ", which is more than once.");
        }
        shared(from, image).ifPresent(j -> warnings.add("Sites " + labels.get(j) + " and " + label + " of " + file + " share a position."));
        for (int j = from; j < atoms; j++) {
            places.computeIfAbsent(voxel(j, 0, 0, 0), v -> new ArrayList<>()).add(j);
        }
    }

    private int voxel(final int atom, final int a, final int b, final int c) {
        final double[] s = new double[3];
        crystal.toFractional(positions, 3 * atom, s, 0);
        return grid.voxel(s[0] + (double)a / grid.na(), s[1] + (double)b / grid.nb(), s[2] + (double)c / grid.nc());
    }

    /** An atom of an earlier site at the place of this one; atoms further than a voxel away cannot be. */
    private Optional<Integer> shared(final int atom, final MinimumImage image) {
        final double[] d = new double[3];
        for (int n = 0; n < 27; n++) {
            for (final int j : places.getOrDefault(voxel(atom, n / 9 - 1, n / 3 % 3 - 1, n % 3 - 1), List.of())) {
                for (int k = 0; k < 3; k++) {
                    d[k] = positions[3 * atom + k] - positions[3 * j + k];
                }
                if (image.apply(d, 0) < SAME_ATOM * SAME_ATOM) {
                    return Optional.of(j);
                }
            }
        }
        return Optional.empty();
    }
}
