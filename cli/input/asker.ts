/** Answers that a command needs: given as options, or asked for on a terminal; what is missing is named at once. */
import { all, either, nearest, quote } from "../../catalogue/wording";
import { CommandFailure } from "../failure";
import { askForOne, askForText } from "./questions";

/** Asks for what the options leave open; without a terminal, collects what is missing. */
export class Asker {
  readonly missing: string[] = [];

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
    if (this.asks) return askForText({ message, fault });
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
    if (this.asks) return askForOne(message, choices);
    this.missing.push(values.length > 12 ? option : `${option} with ${either(values)}`);
    return "";
  }

  /** @throws CommandFailure that names everything that is missing */
  end(): void {
    if (this.missing.length === 0) return;
    throw new CommandFailure(`without a terminal nobody can be asked; write ${all(this.missing)}`);
  }
}
