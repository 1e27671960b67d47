/** What a deployment tells of what went wrong, as far as it takes no Terraform to see. */
import { deploymentInWords, outcomeInWords } from "../../cli/text/deployment-text";
import type { StackEnding, StackOutcome } from "../../deployment";

const outcome = (ending: StackEnding): StackOutcome => ({
  stack: "tenant-slack",
  ending,
  verification: undefined,
  seconds: 1,
});
const summary = (...endings: readonly StackEnding[]) =>
  deploymentInWords({ outcomes: endings.map(outcome), refused: [], seconds: 1 }, []).slice(1);

const unsaved = {
  file: "/home/me/hub/.cache/unsaved-states/tenant-slack.tfstate",
  belongsTo: "s3://states/dev/tenant-slack.tfstate",
};

test.each<StackEnding>([
  { kind: "failed", step: "apply", diagnostics: [], lock: undefined, unsaved },
  { kind: "interrupted", step: "apply", diagnostics: [], unsaved },
])("of a state that could not be saved it says where it is and how to put it back, before anything else", (ending) => {
  const said = outcomeInWords(outcome(ending), 0).join(" ").replace(/ +/g, " ");
  expect(said).toContain(`Its state could not be saved, and is in ${unsaved.file}.`);
  expect(said).toContain(`aws s3 cp ${unsaved.file} ${unsaved.belongsTo}`);
  expect(summary(ending)).toEqual([]);
});

test("what was refused is told what it misses", () => {
  const refused = (...reasons: readonly string[]) => summary({ kind: "refused", reasons });
  expect(refused("not approved: a")).toEqual(["What was refused needs a new plan and its approval."]);
  expect(refused("not allowed: b")).toEqual(["What was refused needs --allow-destroy for what may be lost."]);
  expect(refused("not approved: a", "not allowed: b")).toEqual([
    "What was refused needs a new plan and its approval and --allow-destroy for what may be lost.",
  ]);
});

test("after a refusal of all plans together, running the same again is no advice", () => {
  const ending = { kind: "not begun", because: "the plans were refused" } as const;
  const said = deploymentInWords({ outcomes: [outcome(ending)], refused: ["not approved: a"], seconds: 1 }, []);
  expect(said.at(-1)).toBe("What was refused needs a new plan and its approval.");
});
