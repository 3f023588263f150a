// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.ArgumentRule;
import io.falcoj.engine.FieldDefinition.Flag;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.FieldType;
import io.falcoj.fields.table.FieldTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldListTest {

  private static final FieldRegistry REGISTRY = registry();

  private static FieldRegistry registry() {
    FieldTable sea = new FieldTable("sea", "The sea", "What floats <or> sinks.", "ocean", "lake");
    sea.add("sea.depth", FieldType.UINT64, "Depth in metres.");
    sea.add("sea.fish", FieldType.CHARBUF, "Fish | any.")
        .list()
        .argument(ArgumentRule.OPTIONAL_INDEX)
        .flags(Flag.NO_FIELD_COMPARISON, Flag.NO_TRANSFORMER, Flag.FILTER_ONLY);
    sea.add("sea.secret", FieldType.CHARBUF, "Hidden.").flags(Flag.HIDDEN);
    sea.add("sea.old", FieldType.CHARBUF, "Old.").deprecated("sea.depth");
    sea.add("sea.shown", FieldType.CHARBUF, "In outputs only.").flags(Flag.PRINT_ONLY);
    FieldTable ship = new FieldTable("ship", "A ship", "Ships.", "ocean");
    ship.add(
            "ship.that.has.a.name.of.thirty.six.characters",
            FieldType.CHARBUF,
            "A description that is so long that it has to go on in the next line of the list, in"
                + " the column on the right.")
        .argument(ArgumentRule.REQUIRED_INDEX_OR_KEY);
    FieldTable ghost = new FieldTable("ghost", "A ghost", "Nothing to see.", "ocean");
    ghost.add("ghost.name", FieldType.CHARBUF, "Hidden.").flags(Flag.HIDDEN);
    return new FieldRegistry(
        List.of(sea.toFieldClass(), ship.toFieldClass(), ghost.toFieldClass()));
  }

  @Test
  void listsClassesAsTextInTwoColumns() {
    assertThat(FieldList.of(REGISTRY).render(FieldListFormat.TEXT, false))
        .isEqualTo(
            """
            -------------------------------
            Field Class:                  sea (The sea)
            Description:                  What floats <or> sinks.
            Event Sources:                ocean lake

            sea.depth                     Depth in metres.
            sea.fish                      (ARG_ALLOWED,ARG_INDEX,EPF_IS_LIST,EPF_NO_RHS,EPF_NO_TRANSFORMER,FILTER_ONLY) Fish | any.

            -------------------------------
            Field Class:                  ship (A ship)
            Description:                  Ships.
            Event Sources:                ocean

            ship.that.has.a.name.of.thirty.six.characters
                                          (ARG_INDEX,ARG_KEY,ARG_REQUIRED) A description that is so long that it has to go on in the
                                          next line of the list, in the column on the right.

            """);
  }

  @Test
  void tellsTypesIfAskedTo() {
    assertThat(FieldList.of(REGISTRY, "lake").render(FieldListFormat.TEXT, true))
        .contains("Event Sources:                lake\n")
        .contains("sea.depth                     (Type: UINT64) Depth in metres.")
        .doesNotContain("ship");
  }

  @Test
  void listsClassesAsMarkdownTables() {
    assertThat(FieldList.of(REGISTRY, "lake").render(FieldListFormat.MARKDOWN, false))
        .isEqualTo(
            """
            ## Field Class: sea

            What floats &lt;or> sinks.

            Event Sources: lake

            Name | Type | Description
            :----|:-----|:-----------
            `sea.depth` | UINT64 | Depth in metres.
            `sea.fish` | LIST(CHARBUF) | Fish \\| any.

            """);
  }

  @Test
  void listsClassesAsJson() {
    assertThat(FieldList.of(REGISTRY, "lake").render(FieldListFormat.JSON, false))
        .isEqualTo(
            """
            {
              "fieldclasses": [
                {
                  "desc": "What floats <or> sinks.",
                  "event_sources": [
                    "lake"
                  ],
                  "fields": [
                    {
                      "argument": null,
                      "desc": "Depth in metres.",
                      "is_list": false,
                      "name": "sea.depth",
                      "type": "UINT64"
                    },
                    {
                      "argument": {
                        "required": false,
                        "type": [
                          "INDEX"
                        ]
                      },
                      "desc": "Fish | any.",
                      "is_list": true,
                      "name": "sea.fish",
                      "type": "CHARBUF"
                    }
                  ],
                  "name": "sea"
                }
              ]
            }
            """);
  }

  @Test
  void listsNamesAlone() {
    assertThat(FieldList.of(REGISTRY, "lake").renderNames(FieldListFormat.TEXT))
        .isEqualTo("sea.depth\nsea.fish\n");
    assertThat(FieldList.of(REGISTRY, "lake").renderNames(FieldListFormat.JSON))
        .isEqualTo("{\n  \"fieldnames\": [\n    \"sea.depth\",\n    \"sea.fish\"\n  ]\n}\n");
  }

  @Test
  void anUnknownSourceHasNoFields() {
    assertThat(FieldList.of(REGISTRY, "desert").render(FieldListFormat.TEXT, false)).isEmpty();
  }
}
