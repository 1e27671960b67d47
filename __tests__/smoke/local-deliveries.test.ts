/** The steps that watch deliveries, with the hub on this machine in place of EventBridge. */
import { mkdtempSync, rmSync } from "node:fs";
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
])("%s is answered by the local hub", async (id, said) => {
  const answer = await STEPS[id].run(context);
  expect(answer).toMatchObject({ kind: "passed", by: "local hub" });
  expect(answer.kind === "passed" ? answer.says : []).toContainEqual(expect.stringMatching(said));
});
