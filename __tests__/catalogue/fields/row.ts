/** What becomes of a field in AWS: the rows that fields.test.ts plays through the checks. */
import type { AwsText } from "../../../aws/texts";
import { NAME_CHARACTERS, type NamedThing } from "../../../aws/limits";
import type { NameGroup } from "../../../catalogue/physical-name";
import type { Files } from "./full-environment";

/** A member of AWS's API, and what it holds. */
export type Member = readonly [takes: AwsText, text: string];

/** A field of text, or the key of an entry. */
export interface TextRow {
  /** What AWS is given for this text, each with what AWS takes there. */
  readonly becomes: (written: string) => readonly Member[];
  /** Why the language takes less than AWS does; absent where it takes just as much. */
  readonly narrower?: string;
  /** The language's own bounds, where they are narrower than AWS's. */
  readonly shortest?: number;
  readonly longest?: number;
  /** A text of so many characters that fits; `xxx` when absent. */
  readonly of?: (characters: number) => string;
  /** Texts that AWS refuses, or takes, beyond what the lengths and characters of every row try. */
  readonly refused?: readonly string[];
  readonly taken?: readonly string[];
  /** What else has to be written for the text to fit the other files. */
  readonly also?: (files: Files, written: string) => Files;
}

/** A field of a whole number. */
export interface NumberRow {
  readonly from: number;
  readonly to: number;
  /** Whose bounds these are: AWS's, or why they are the language's own. */
  readonly source: string;
  /** What else has to be written for the number to be taken. */
  readonly also?: (files: Files, written: string) => Files;
}

/** A field of a number that may have decimals. */
export interface DecimalRow {
  /** What it has to be more than. */
  readonly above: number;
  readonly to: number;
  /** As {@link NumberRow.source}. */
  readonly source: string;
}

/** A field of a few words, all of which AWS knows. */
export interface ChoiceRow {
  readonly known: readonly unknown[];
}

/** A field that AWS never sees, or that is looked at elsewhere. */
export interface StayingRow {
  readonly stays: string;
}

/** What becomes of one field. */
export type Row = TextRow | NumberRow | DecimalRow | ChoiceRow | StayingRow;

/** The text as it is written is what AWS is given, here and there. */
export function is(...members: readonly AwsText[]): (written: string) => readonly Member[] {
  return (written) => members.map((member) => [member, written]);
}

/** Of every name that the stacks give: letters, digits and what `<namespace>-<env>-...` joins them with. */
const NAME_PATTERN = /^[A-Za-z0-9/_-]+$/;

/** Names of parameters may not start so, in any case (API_PutParameter); nor those of aliases (API_CreateAlias). */
const RESERVED: Partial<Record<NamedThing, RegExp>> = {
  parameter: /^(?!\/?(aws|ssm))[A-Za-z0-9/_-]+$/i,
  "key alias": /^alias\/(?!aws)[A-Za-z0-9/_-]+$/,
};

/** The names that an id is a part of. */
export function names({ all }: NameGroup): readonly Member[] {
  return all.map(({ thing, name }) => [
    { min: 1, max: NAME_CHARACTERS[thing], pattern: RESERVED[thing] ?? NAME_PATTERN },
    name,
  ]);
}

/** Text that begins so and goes on with `x`. */
export function filled(start: string, end = ""): (characters: number) => string {
  return (characters) => `${start.padEnd(characters - end.length, "x")}${end}`.slice(0, Math.max(characters, 0));
}

/** An id, which becomes a part of names. */
export function id(namesOf: (id: string) => readonly Member[], other: Partial<TextRow> = {}): TextRow {
  return {
    becomes: namesOf,
    narrower: "an id: lower-case words joined by hyphens",
    shortest: 1,
    // CDK for Terraform can name no construct so.
    refused: ["", "constructor", "a_b", "a-", "1a"],
    taken: ["a1-b-2c"],
    ...other,
  };
}
