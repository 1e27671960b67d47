import { stringify } from "yaml";
import { parseEvent } from "#simulator/routing";
import { schemaLine } from "../catalogue/language/json-schema";
import { expectationOf } from "./play";
import { groundOf, type TestedEnvironment } from "./run";

/** What a new test is about. */
export interface NewTest {
  /** The folder that the test will be in. */
  readonly folder: string;
  readonly tenant: string;
  readonly title: string;
  /** From the environment's folder. It need not be there yet. */
  readonly eventFile: string;
  /** What that file holds. */
  readonly eventText: string;
  /** The alias of the account that puts the event; undefined where the event says it, or nobody does. */
  readonly account: string | undefined;
}

/**
 * The text of a test that expects what comes of an event now.
 *
 * @throws ScriptError when that cannot be said
 */
export function newTest(about: NewTest, tested: TestedEnvironment): string {
  const { folder, tenant, title, eventFile, eventText, account } = about;
  const ground = groundOf(tenant, tested);
  const event = parseEvent(eventText);
  const from = account === undefined ? event.account : ground.names.account(account);
  const step = {
    do: { type: "event", file: eventFile, ...(account === undefined ? {} : { account }) },
    expect: expectationOf({ event, account: from, called: eventFile }, ground),
  };
  const text = stringify({ title, steps: [step] }, { lineWidth: 0, aliasDuplicateObjects: false });
  return `${schemaLine(folder, "test")}\n${text}`;
}
