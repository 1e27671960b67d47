import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { CommandFailure } from "../../cli/failure";
import { askForOne, askForText, askWhether, canAsk } from "../../cli/input/questions";

const DOWN = "\u001b[B";
const CTRL_C = "\u0003";

/** A person at a terminal, who types one thing after the other, and what is shown to them. */
class Person {
  readonly terminal = { input: new PassThrough(), output: new PassThrough() };
  #shown = "";

  constructor() {
    this.terminal.output.on("data", (chunk: Buffer) => (this.#shown += chunk.toString()));
  }

  /** Types once a text is shown that was not shown before. */
  async types(keys: string, onceShown: string): Promise<void> {
    const until = Date.now() + 5000;
    while (!this.#shown.includes(onceShown)) {
      if (Date.now() > until)
        throw new Error(`Not shown within 5 s: ${onceShown}. But this: ${JSON.stringify(this.#shown)}`);
      await pause(5);
    }
    this.#shown = "";
    this.terminal.input.write(keys);
    await pause(20);
  }
}

let person: Person;
beforeEach(() => {
  person = new Person();
});

test("a text is taken as it is written, without spaces around it", async () => {
  const answer = askForText({ message: "Owner?" }, person.terminal);
  await person.types(" Customer Service \r", "Owner?");
  expect(await answer).toBe("Customer Service");
});

test("Enter alone takes what is offered", async () => {
  const answer = askForText({ message: "Region?", otherwise: "eu-central-1" }, person.terminal);
  await person.types("\r", "Region?");
  expect(await answer).toBe("eu-central-1");
});

test("what may be left out is left out by Enter, and looked at otherwise", async () => {
  const question = { message: "Organization?", otherwise: "", fault: () => "No such organization." };
  const answer = askForText(question, person.terminal);
  await person.types("o\r", "Enter leaves it out");
  await person.types("\u007f\r", "No such organization.");
  expect(await answer).toBe("");
});

test("what is wrong is said, and asked for again", async () => {
  const fault = (text: string) => (/^\d{12}$/.test(text) ? undefined : "An account has 12 digits.");
  const answer = askForText({ message: "Account?", fault }, person.terminal);
  await person.types("\r", "Account?");
  await person.types("12\r", "Write something");
  await person.types("3456789012\r", "An account has 12 digits.");
  expect(await answer).toBe("123456789012");
});

test("one of a few is chosen with the arrows", async () => {
  const choices = [
    { value: "live", label: "live" },
    { value: "draft", label: "draft", hint: "its rules are disabled" },
  ] as const;
  const answer = askForOne("State?", choices, person.terminal);
  await person.types(DOWN, "State?");
  await person.types("\r", "its rules are disabled");
  expect(await answer).toBe("draft");
});

test("one of many is found by typing a part of it, and Enter at nothing chooses nothing", async () => {
  const choices = Array.from({ length: 40 }, (_, index) => ({
    value: `id-${String(index)}`,
    label: `Shop ${String(index)}`,
  }));
  const answer = askForOne("Product?", choices, person.terminal);
  await person.types("nothing like it", "Product?");
  await person.types("\r", "No matches");
  await person.types("shop 31", "Product?");
  await person.types("\r", "Shop 31");
  expect(await answer).toBe("id-31");
});

test.each([
  ["\r", undefined, false],
  ["\r", true, true],
  ["y", undefined, true],
] as const)("yes or no: %j, where Enter means %s, is %s", async (keys, otherwise, expected) => {
  const answer = askWhether("Write it?", otherwise === undefined ? {} : { otherwise }, person.terminal);
  await person.types(keys, "Write it?");
  expect(await answer).toBe(expected);
});

test("whoever presses Ctrl-C is told that nothing was written", async () => {
  const answer = askForText({ message: "Owner?" }, person.terminal);
  const failure = expect(answer).rejects.toThrow(
    new CommandFailure("nothing was written, because the questions were left"),
  );
  await person.types(CTRL_C, "Owner?");
  await failure;
});

test("nobody is asked in a pipe, or where JSON is wanted", () => {
  expect(canAsk({ json: true })).toBe(false);
  const { isTTY } = process.stdin;
  process.stdin.isTTY = false;
  try {
    expect(canAsk({ json: false })).toBe(false);
  } finally {
    process.stdin.isTTY = isTTY;
  }
});
