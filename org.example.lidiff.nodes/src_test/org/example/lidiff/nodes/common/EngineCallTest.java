package org.example.lidiff.nodes.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;
import org.knime.core.standin.HeadlessSupport;

class EngineCallTest {

    @Test
    void whatIsReturnedIsPassedOn() throws KNIMEException, CanceledExecutionException {
        assertEquals("x", EngineCall.run(() -> "x"));
    }

    @Test
    void aUsersErrorKeepsItsSummaryAndItsResolution() {
        final InputException cause = new InputException("Frame 3 has 5 atoms, the first one 6.", "Remove the frame.");
        final KNIMEException e = assertThrows(KNIMEException.class, () -> EngineCall.run(() -> {
            throw cause;
        }));
        assertEquals("Frame 3 has 5 atoms, the first one 6.", e.getKNIMEMessage().getSummary());
        assertEquals(List.of("Remove the frame."), e.getKNIMEMessage().getResolutions());
        assertSame(cause, e.getCause());
    }

    @Test
    void aFileErrorSaysWhichFileAndWhatToDo() {
        final KNIMEException e = assertThrows(KNIMEException.class, () -> EngineCall.run(() -> {
            throw new AccessDeniedException("md.xyz");
        }));
        assertTrue(e.getKNIMEMessage().getSummary().contains("AccessDeniedException: md.xyz"), e.getKNIMEMessage().getSummary());
        assertEquals(1, e.getKNIMEMessage().getResolutions().size());
        final KNIMEException plain = assertThrows(KNIMEException.class, () -> EngineCall.run(() -> {
            throw new IOException("disk full");
        }));
        assertTrue(plain.getKNIMEMessage().getSummary().endsWith("disk full"), plain.getKNIMEMessage().getSummary());
        // as Files.walk has it
        final KNIMEException wrapped = assertThrows(KNIMEException.class, () -> EngineCall.run(() -> {
            throw new UncheckedIOException(new AccessDeniedException("private"));
        }));
        assertTrue(wrapped.getKNIMEMessage().getSummary().contains("AccessDeniedException: private"), wrapped.getKNIMEMessage().getSummary());
    }

    @Test
    void aCancellationOfTheEngineIsOneOfKnime() {
        final CancellationException cause = new CancellationException("Stopped by the user.");
        final CanceledExecutionException e = assertThrows(CanceledExecutionException.class, () -> EngineCall.run(() -> {
            throw cause;
        }));
        assertSame(cause, e.getCause());
    }

    @Test
    void ourOwnErrorsAreNotHidden() {
        assertThrows(IllegalStateException.class, () -> EngineCall.run(() -> {
            throw new IllegalStateException("ours");
        }));
    }

    @Test
    void stoppingTheNodeStopsTheEngine(@TempDir final Path folder) {
        final ExecutionContext stopped = HeadlessSupport.newExecutionContext(folder, null, () -> true);
        assertThrows(CanceledExecutionException.class, () -> EngineCall.run(() -> {
            final Progress progress = EngineCall.progress(stopped);
            // the engine reports again and again; the first report that is looked at ends it
            for (long i = 0; i < 1_000_000_000L; i++) {
                progress.advance(i, 1_000_000_000L, "working");
            }
            return null;
        }));
    }

    @Test
    void progressOfTheEngineIsShown(@TempDir final Path folder) throws KNIMEException, CanceledExecutionException {
        final List<Double> fractions = new ArrayList<>();
        final List<String> texts = new ArrayList<>();
        final ExecutionContext exec = HeadlessSupport.newExecutionContext(folder, (fraction, text) -> {
            fractions.add(fraction);
            texts.add(text);
        }, () -> false);
        EngineCall.run(() -> {
            EngineCall.progress(exec).advance(1, 4, "Reading frames");
            return null;
        });
        assertTrue(fractions.stream().anyMatch(f -> Math.abs(f - 0.25) < 1e-9), fractions.toString());
        assertTrue(texts.contains("Reading frames"), texts.toString());
    }
}
