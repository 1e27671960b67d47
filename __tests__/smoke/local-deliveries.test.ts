/** The steps that watch deliveries, with the hub on this machine in place of EventBridge. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readEmittedStacks } from "#simulator/topology";
import { SmokeContext } from "../../smoke/context";
import { Journal } from "../../smoke/journal";
import { STEPS, type StepId } from "../../smoke/steps";
import { environmentApp } from "../../stacks/environment-app";

let folder: string;
let context: SmokeContext;

beforeAll(() => {
  // Nothing listens there: none of these steps may ask AWS.
  process.env["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9";
  folder = mkdtempSync(path.join(tmpdir(), "smoke-local-"));
  const run = { account: "210987654321", region: "eu-central-1", suffix: "abcdef" };
  const journal = Journal.begin(path.join(folder, "journal.json"), run);
  journal.note({ endpoint: "https://abcdefghij.execute-api.eu-central-1.amazonaws.com" });
  context = new SmokeContext(
    journal,
    (environment, outdir) => {
      environmentApp(environment, outdir).synth();
      return readEmittedStacks(outdir);
    },
    new AbortController().signal,
    undefined,
    path.join(folder, "facts", "facts.json"),
  );
});
afterAll(async () => {
  await context.discard();
  rmSync(folder, { recursive: true });
  delete process.env["AWS_ENDPOINT_URL"];
});

test.each<[StepId, RegExp]>([
  ["endpoint", /^\/answer\/200 200, \/answer\/200 401, \/answer\/403 403, .*\/token 200, \/token 401$/],
  ["direct-event", /^POST \/answer\/200: 200, POST \/answer\/200: 200; after \d+ s$/],
  ["forwarded-event", /^POST \/answer\/200: 200, POST \/answer\/200: 200; after \d+ s$/],
  ["route", /^POST \/answer\/200: 200, POST \/answer\/200: 200; after \d+ s$/],
  ["foreign-source", /^AccessDeniedException: .*events:PutEvents/],
  ["dead-letter", /^ERROR_MESSAGE: .* 403\./],
  ["facts", /^the token call has the client's id and secret in: /],
])("%s is answered by the local hub", async (id, said) => {
  const answer = await STEPS[id].run(context);
  expect(answer).toMatchObject({ kind: "passed", by: "local hub" });
  expect(answer.kind === "passed" ? answer.says : []).toContainEqual(expect.stringMatching(said));
});

test("facts are written as cases, without what is the run's own", () => {
  const text = readFileSync(path.join(folder, "facts", "facts.json"), "utf8");
  expect(text).not.toMatch(/210987654321|abcdef/);
  const cases = JSON.parse(text) as { readonly name: string; readonly by: string; readonly outcome: string }[];
  expect(new Set(cases.map(({ by }) => by))).toEqual(new Set(["local hub"]));
  expect(cases.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual(
    expect.arrayContaining(["token-call: delivered", 'parameter "a b": delivered', "refused-403: deadLetter"]),
  );
});
