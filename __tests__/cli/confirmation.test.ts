import { PassThrough } from "node:stream";
import { isConfirmed } from "../../cli/text/confirmation";

function asked(interruption = new AbortController().signal) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  return { input, answer: isConfirmed("Apply this?", interruption, { input, output }) };
}

test.each([
  ["y\n", true],
  ["YES\n", true],
  ["n\n", false],
  ["\n", false],
  ["yesterday\n", false],
])("the answer %j counts as %s", async (text, expected) => {
  const { input, answer } = asked();
  input.write(text);
  await expect(answer).resolves.toBe(expected);
});

test("the end of the input counts as no", async () => {
  const { input, answer } = asked();
  input.end();
  await expect(answer).resolves.toBe(false);
});

test("an interruption counts as no, before and while it is asked", async () => {
  await expect(asked(AbortSignal.abort()).answer).resolves.toBe(false);
  const controller = new AbortController();
  const { answer } = asked(controller.signal);
  controller.abort();
  await expect(answer).resolves.toBe(false);
});
