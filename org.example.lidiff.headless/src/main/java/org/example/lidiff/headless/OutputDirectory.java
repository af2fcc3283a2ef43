package org.example.lidiff.headless;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.report.FigureRenderer;
import org.example.lidiff.engine.report.ImageSize;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.ReportTable;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.image.ImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.standin.HeadlessSupport;
import org.knime.filehandling.core.standin.WorkflowFiles;

/** Where a run leaves its results: a folder a node with tables (CSV), port objects and figures. */
final class OutputDirectory {

    private static final String STORES = ".filestores";
    private static final int REPORT_ROWS = 12;
    private static final MathContext REPORT_DIGITS = new MathContext(6);

    private final Path root;
    private final Path workflow;

    private OutputDirectory(final Path root, final Path workflow) {
        this.root = root;
        this.workflow = workflow;
    }

    /**
     * Prepares {@code root} for writing; the folder of an earlier run of a node is deleted when the node begins.
     *
     * @throws RunnerException if it cannot be written, or lies in the workflow, which is never written to
     */
    static OutputDirectory open(final Path root, final Path workflow) {
        final Path absolute = root.toAbsolutePath().normalize();
        final Path source;
        try {
            source = workflow.toRealPath();
            // before anything is made: a link on the way could lead into the workflow
            if (WorkflowFiles.real(absolute).startsWith(source)) {
                throw new RunnerException(ExitCode.USAGE, "The output folder '" + root + "' lies inside the workflow directory, which is never written to. "
                    + "Give a folder outside with --output.");
            }
            Files.createDirectories(absolute);
            final Path probe = Files.createTempFile(absolute, ".lidiff", null);
            Files.delete(probe);
        } catch (IOException e) {
            throw new RunnerException(ExitCode.USAGE, "The output folder '" + root + "' cannot be written: " + reason(e)
                + ". Give a folder that you may write to with --output.", e);
        }
        return new OutputDirectory(absolute, source);
    }

    static String reason(final IOException e) {
        final String kind = e.getClass().getSimpleName().replaceAll("Exception$", "").replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
    }

    Path root() {
        return root;
    }

    /** Where the file stores of node {@code id} lie while the workflow runs. */
    Path stores(final int id) {
        return root.resolve(STORES).resolve(Integer.toString(id));
    }

    void deleteStores() throws IOException {
        deleteTree(root.resolve(STORES));
    }

    private Path folder(final NodeOutcome node) throws IOException {
        final Path folder = root.resolve(node.id + "-" + fileName(node.name));
        if (workflow.startsWith(WorkflowFiles.real(folder))) {
            throw new IOException("the workflow lies in the folder '" + folder.getFileName() + "', which would be replaced");
        }
        return folder;
    }

    static String fileName(final String text) {
        final String safe = text.replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}._-]+", "-").replaceAll("^[-.]+|-+$", "");
        return safe.isEmpty() ? "unnamed" : safe;
    }

    /**
     * Deletes what an earlier run of the node left, and returns the folder of the node: files that it writes relative to the workflow's
     * data area go to {@code data} there.
     */
    Path begin(final NodeOutcome node) throws IOException {
        final Path folder = folder(node);
        deleteTree(folder);
        return folder;
    }

    /** Deletes folders that a node made and left empty. */
    void deleteEmpty(final NodeOutcome node) throws IOException {
        final Path folder = folder(node);
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (final Path inner : files.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
                    try {
                        Files.delete(inner);
                    } catch (DirectoryNotEmptyException e) {
                        // it holds what the node wrote
                        continue;
                    }
                }
            }
        }
    }

    /** Writes the outputs and figures of an executed node and notes them in its outcome, with the files that the node wrote itself. */
    void write(final NodeOutcome node, final PortObject[] outputs, final String[] names, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        final Path folder = folder(node);
        Files.createDirectories(folder);
        try (Stream<Path> written = Files.walk(folder)) {
            written.filter(Files::isRegularFile).sorted().forEach(f -> note(node, f));
        }
        for (int i = 0; i < outputs.length; i++) {
            writeOutput(node, folder, outputs[i], names[i], exec);
        }
        for (final Picture picture : node.pictures) {
            writePicture(node, folder.resolve("figures"), picture);
        }
    }

    private void writeOutput(final NodeOutcome node, final Path folder, final PortObject output, final String name,
        final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
        final String file = fileName(name);
        if (output instanceof BufferedDataTable) {
            writeTable(node, folder.resolve(file + ".csv"), (BufferedDataTable)output, name);
        } else if (output instanceof ImagePortObject) {
            final Path png = folder.resolve(file + ".png");
            try (OutputStream out = Files.newOutputStream(png)) {
                ((ImageValue)((ImagePortObject)output).toDataCell()).getImageContent().save(out);
            }
            note(node, png);
        } else if (output != null) {
            HeadlessSupport.savePortObject(output, folder.resolve(file), exec);
            note(node, folder.resolve(file));
        }
    }

    private void writeTable(final NodeOutcome node, final Path csv, final BufferedDataTable table, final String name) throws IOException {
        final String[] header = table.getDataTableSpec().getColumnNames();
        final List<List<String>> first = new ArrayList<>();
        try (BufferedWriter out = Files.newBufferedWriter(csv, StandardCharsets.UTF_8);
            CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180.builder().setHeader(header).get());
            CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                final DataRow row = rows.next();
                printer.printRecord(values(row));
                if (first.size() < REPORT_ROWS) {
                    first.add(shortValues(row));
                }
            }
        }
        node.tables.add(new ReportTable(name, List.of(header), first, table.size()));
        note(node, csv);
    }

    private static List<String> values(final DataRow row) {
        final List<String> values = new ArrayList<>();
        for (int c = 0; c < row.getNumCells(); c++) {
            final DataCell cell = row.getCell(c);
            values.add(cell.isMissing() ? "" : cell.toString());
        }
        return values;
    }

    /** Values as people read them; the CSV file has all digits. */
    private static List<String> shortValues(final DataRow row) {
        final List<String> values = new ArrayList<>();
        for (int c = 0; c < row.getNumCells(); c++) {
            final DataCell cell = row.getCell(c);
            values.add(cell.isMissing() ? "" : cell instanceof DoubleCell ? shortNumber(((DoubleCell)cell).getDoubleValue()) : cell.toString());
        }
        return values;
    }

    private static String shortNumber(final double value) {
        return Double.isFinite(value) ? Double.toString(new BigDecimal(value).round(REPORT_DIGITS).doubleValue()) : Double.toString(value);
    }

    private void writePicture(final NodeOutcome node, final Path folder, final Picture picture) throws IOException {
        Files.createDirectories(folder);
        try {
            final Path svg = folder.resolve(fileName(picture.id()) + ".svg");
            Files.writeString(svg, FigureRenderer.svg(picture, ImageSize.DEFAULT), StandardCharsets.UTF_8);
            note(node, svg);
            final Path png = folder.resolve(fileName(picture.id()) + ".png");
            Files.write(png, FigureRenderer.png(picture, ImageSize.DEFAULT));
            note(node, png);
        } catch (InputException e) {
            // a machine without fonts: the report draws the figure in the browser
            node.warnings.add(e.getMessage());
        }
    }

    private void note(final NodeOutcome node, final Path file) {
        node.outputs.add(root.relativize(file).toString().replace('\\', '/'));
    }

    /** Deletes a folder with all in it, if it is there. */
    static void deleteTree(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
