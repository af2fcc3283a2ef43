package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class BatchOptionTest {

    @Test
    void readsNodeKeyValueAndType() {
        final BatchOption o = BatchOption.parse("3,conditions/0/temperatureK,800,double");
        assertEquals(3, o.nodeId());
        assertEquals(List.of("conditions", "0", "temperatureK"), o.path());
        assertEquals("conditions/0/temperatureK", o.key());
        assertEquals("800", o.value());
        assertEquals("double", o.type());
    }

    @Test
    void quotesKeepCommasInAValue() {
        assertEquals("T2, T5", BatchOption.parse("2,siteLabels,\"T2, T5\",String").value());
        assertEquals("", BatchOption.parse("2,siteLabels,,String").value());
    }

    @Test
    void blanksAroundIdKeyAndTypeDoNotCountButInTheValueTheyDo() {
        final BatchOption o = BatchOption.parse(" 2 , /siteLabels/ , T2 , String ");
        assertEquals(new BatchOption(2, List.of("siteLabels"), " T2 ", "String"), o);
    }

    @Test
    void refusesTooFewAndTooManyParts() {
        refused("3,conditions,800", "has 3 parts", "NODE_ID,KEY/PATH,VALUE,TYPE");
        refused("2,siteLabels,T2, T5,String", "has 5 parts", "Quote a value that contains a comma");
        refused("", "has 1 parts");
    }

    @Test
    void refusesANodeIdThatIsNoNumber() {
        refused("Run MD,timeStepFs,1,double", "'Run MD'", "no whole number");
        refused("1.5,timeStepFs,1,double", "'1.5'");
    }

    @Test
    void refusesAnEmptyKey() {
        refused("3,/,1,double", "names no setting");
    }

    private static void refused(final String text, final String... parts) {
        final RunnerException e = assertThrows(RunnerException.class, () -> BatchOption.parse(text));
        assertEquals(ExitCode.USAGE, e.exitCode());
        for (final String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }
}
