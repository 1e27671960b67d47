/**
 * Questions on a terminal. The package behind them is loaded when something is asked, and they go to standard error, since
 * standard output belongs to the command (`--json`).
 */
import type { Readable, Writable } from "node:stream";
import { all, either, nearest, quote } from "../../catalogue/wording";
import { CommandFailure } from "../failure";

/** Where somebody is asked; the process's own terminal when left out. */
interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/** What a text is asked for with. */
interface TextQuestion {
  readonly message: string;
  /** Taken when only Enter is pressed; an empty text lets nothing be an answer. */
  readonly otherwise?: string;
  /** What is wrong with an answer, in a sentence; it is then asked for again. */
  readonly fault?: (answer: string) => string | undefined;
}

/** One of the answers of {@link askForOne}. */
interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Shown beside the choice that is looked at. */
  readonly hint?: string;
}

/** Whether there is somebody to ask: the command runs on a terminal, and is not asked for JSON. */
export function canAsk({ json }: { readonly json: boolean }): boolean {
  return !json && process.stdin.isTTY && process.stderr.isTTY;
}

/**
 * Asks for a text, until nothing is wrong with it.
 *
 * @returns without spaces around it
 * @throws CommandFailure when the person leaves, as the other questions do
 */
export async function askForText({ message, otherwise, fault }: TextQuestion, terminal?: Terminal): Promise<string> {
  const { text } = await import("@clack/prompts");
  const given = (answer: string | undefined) => (answer ?? "").trim() || (otherwise ?? "");
  const answer = await text({
    message,
    ...(otherwise !== undefined && { placeholder: otherwise || "Enter leaves it out", defaultValue: otherwise }),
    validate: (written) => {
      const meant = given(written);
      if (meant === "") return otherwise === "" ? undefined : "Write something, or press Ctrl-C to leave.";
      return fault?.(meant);
    },
    ...streams(terminal),
  });
  return given(unlessLeft(answer));
}

/** More choices than a screen shows at once are searched by typing. */
const SHOWN_AT_ONCE = 8;

/** Asks for one of several. Many are found by typing a part of label, hint or value. */
export async function askForOne<Value extends string>(
  message: string,
  choices: readonly Choice<Value>[],
  terminal?: Terminal,
): Promise<Value> {
  const { autocomplete, select } = await import("@clack/prompts");
  const shared = { message, maxItems: SHOWN_AT_ONCE, ...streams(terminal) };
  const options: Choice<string>[] = [...choices];
  const answer =
    choices.length > SHOWN_AT_ONCE
      ? await autocomplete({ ...shared, options, placeholder: "type to search" })
      : await select({ ...shared, options });
  const chosen = unlessLeft(answer);
  const found = choices.find(({ value }) => value === chosen);
  // Enter where nothing matches what was typed.
  if (found === undefined) return askForOne(message, choices, terminal);
  return found.value;
}

/** Asks for yes or no; Enter means no unless told otherwise. */
export async function askWhether(
  message: string,
  { otherwise = false }: { readonly otherwise?: boolean } = {},
  terminal?: Terminal,
): Promise<boolean> {
  const { confirm } = await import("@clack/prompts");
  return unlessLeft(await confirm({ message, initialValue: otherwise, ...streams(terminal) }));
}

function streams({ input, output }: Terminal = { input: process.stdin, output: process.stderr }) {
  return { input, output };
}

/** Clack answers with a symbol for whoever leaves. */
function unlessLeft<Answer>(answer: Answer): Exclude<Answer, symbol> {
  if (typeof answer === "symbol") throw new CommandFailure("nothing was written, because the questions were left");
  return answer as Exclude<Answer, symbol>;
}

/** Asks for what the options leave open; without a terminal, collects what is missing. */
export class Asker {
  readonly missing: string[] = [];
  /** Whether somebody has answered. */
  hasAsked = false;

  constructor(private readonly asks: boolean) {}

  /** A text: the option's, the answer, or an empty one where it is missing. */
  async text(
    given: string | undefined,
    option: string,
    message: string,
    fault: (text: string) => string | undefined = () => undefined,
  ): Promise<string> {
    if (given !== undefined) {
      const wrong = fault(given);
      if (wrong !== undefined) throw new CommandFailure(`${option} ${quote(given)}: ${wrong}`);
      return given;
    }
    if (this.asks) {
      this.hasAsked = true;
      return askForText({ message, fault });
    }
    this.missing.push(option);
    return "";
  }

  /** One of a few. */
  async choice(
    given: string | undefined,
    option: string,
    message: string,
    choices: readonly { readonly value: string; readonly label: string; readonly hint?: string }[],
  ): Promise<string> {
    const values = choices.map(({ value }) => value);
    if (given !== undefined) {
      if (values.includes(given)) return given;
      const meant = nearest(given, values);
      const known = values.length > 12 ? "" : ` (there are ${all(values)})`;
      throw new CommandFailure(
        meant === undefined
          ? `${option} ${quote(given)} is not known; write ${values.length > 12 ? "another" : either(values)}`
          : `${option} ${quote(given)} is not known; write ${meant}${known}`,
      );
    }
    const [only] = values;
    if (only !== undefined && values.length === 1) return only;
    if (this.asks) {
      this.hasAsked = true;
      return askForOne(message, choices);
    }
    this.missing.push(values.length > 12 ? option : `${option} with ${either(values)}`);
    return "";
  }

  /** @throws CommandFailure that names everything that is missing */
  end(): void {
    if (this.missing.length === 0) return;
    throw new CommandFailure(`without a terminal nobody can be asked; write ${all(this.missing)}`);
  }
}
