package io.stockrule.language.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.ProfileText;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [IdleExceptions] are told by their numbers, counted from 0.
class IdleExceptionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {}  | {}  |
            {}  | {}  | when tag is "x" then stop
            {1} | {}  | when available is 3 then stop; when available is 3 then hold
            {1} | {}  | when sku is "A" then stop; when sku is "A" and tag is "x" then hold
            {0} | {}  | quantity not more than 3; when listed is above 3 then stop
            {}  | {}  | quantity not more than 3; when sellable is above 3 then stop
            {}  | {0} | when available is below 5 then list at most 9
            {}  | {0} | when available is above 3 then list product value
            {}  | {}  | list nothing below 5; when available is above 3 then list product value
            {0} | {}  | list in steps of 5; when listed is 7 then stop
            {}  | {}  | list in steps of 50; when listed is 100 then stop
            {}  | {0} | list in steps of 50; when sellable is between 50 and 99 then list 50
            {}  | {0} | list in steps of 2; offer 1%; when sellable is 12 then list product value
            {}  | {}  | list in steps of 3; offer 1%; when sellable is above 2 then list product value
            {}  | {}  | when available is 4 then list 4
            {}  | {0} | when sellable is 4 then list 4
            {}  | {}  | when available is above 999 and sellable is below 2 then stop
            {}  | {0} | when available is 3 then stop; when available is below 5 then stop
            {}  | {0} | when available is 3 and tag is "x" then stop; when available is 3 then stop
            {1} | {}  | when available is 3 then list product value; when available is 3 and tag is "x" then stop
            {2} | {}  | when tag is "x" then list product value; when tag is "y" and sku is "B" then stop; when tag is "x" then add 0
            {}  | {0} | use warehouse "Berlin"; when available at "Wien" is 3 then list product value
            {}  | {}  | use warehouse "Berlin"; when available at "Wien" is 3 then stop
            {1} | {2} | when available is below 2 then hold; when available is 1 then stop; when shopify keeps selling then add 0
            """)
    void those_that_never_act_and_those_that_change_nothing(String never, String unchanging, String statements) {
        var idle = idle(statements == null ? "" : statements, new Effort());
        assertThat(idle.never()).hasToString(never);
        assertThat(idle.unchanging()).hasToString(unchanging);
    }

    @Test
    void none_is_told_where_not_all_could_be_tried() {
        var idle = idle("when available is 3 then stop; when available is 3 then hold", new Effort(20, 1_000_000));
        assertThat(idle.never()).isEqualTo(new BitSet());
        assertThat(idle.unchanging()).isEqualTo(new BitSet());
    }

    private static IdleExceptions.Idle idle(String statements, Effort effort) {
        var profile = ProfileText.of(statements.replace("; ", "\n"));
        return IdleExceptions.of(profile, Examination.of(profile, 1, new Effort()), effort);
    }
}
