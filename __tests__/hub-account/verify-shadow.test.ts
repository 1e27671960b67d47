/** What `hub verify` finds of a tenant in shadow, in an AWS that holds it, and in one that somebody has changed. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openEnvironment } from "../../catalogue";
import { declaredConnections } from "../../catalogue/declared-connections";
import { openVerification } from "../../hub-account";
import { placedResources } from "../permissions/emitted-statements";
import { emittedTopology } from "../simulator/dev-topology";
import { synthesizeEnvironment } from "../synthesized";
import { everyChange, partOf, withPart } from "./fake-aws/changes";
import { FakeAws } from "./fake-aws/fake-aws";
import { holdingsOf } from "./fake-aws/holdings";

const STACK = "tenant-jira";
const RULE = "acme-dev-jira_issues_payment-disputed";
const dev = path.join(mkdtempSync(path.join(tmpdir(), "verify-shadow-")), "dev");
cpSync(path.join(__dirname, "../../environments/dev"), dev, { recursive: true });
const file = path.join(dev, "tenants", "jira.yaml");
writeFileSync(file, `${readFileSync(file, "utf8")}state: shadow\n`);

const { environment } = openEnvironment(dev);
if (environment === undefined) throw new Error("dev is not sound");
const { hub } = environment;
const connections = declaredConnections(environment);
const topology = emittedTopology(dev);
const resources = placedResources(synthesizeEnvironment(environment)).filter(
  ({ place }) => place.account === hub.account,
);
const applied = holdingsOf(resources);

const before = { ...process.env };
let aws: FakeAws;
beforeAll(async () => {
  aws = await FakeAws.start(structuredClone(applied));
  Object.assign(process.env, aws.variables);
});
afterAll(async () => {
  process.env = before;
  await aws.stop();
  rmSync(path.dirname(dev), { recursive: true });
});

/** Kind and name of what is looked at, and the problems of each. */
async function checkedNow() {
  const verify = await openVerification(hub, topology, connections);
  return (await verify(STACK)) ?? [];
}

test("what is applied is fine: the shadow queue is looked at beside the one for dead letters", async () => {
  const checked = await checkedNow();
  expect(checked.flatMap(({ problems }) => problems)).toEqual([]);
  const queues = checked.flatMap(({ kind, name }) => (kind.endsWith("queue") ? [[kind, name]] : []));
  expect(queues).toEqual([
    ["dead-letter queue", `${RULE}_dlq`],
    ["shadow queue", `${RULE}_shadow`],
  ]);
});

test("whatever is changed of what is compared, each value by itself, is found", async () => {
  const changes = everyChange(partOf(STACK, resources));
  expect(changes.filter(({ where }) => where.includes("_shadow")).length).toBeGreaterThan(5);
  const verify = await openVerification(hub, topology, connections);
  const missed: string[] = [];
  for (const { where, part } of changes) {
    aws.holdings = withPart(applied, part);
    const checked = (await verify(STACK)) ?? [];
    if (checked.every(({ problems }) => problems.length === 0)) missed.push(where);
  }
  aws.holdings = structuredClone(applied);
  expect(missed).toEqual([]);
});

test("a shadow queue whose policy lets another rule in, and not its own, takes nothing", async () => {
  const queue = aws.holdings.queues[`${RULE}_shadow`] ?? {};
  queue["Policy"] = String(queue["Policy"]).replaceAll(`/${RULE}"`, `/${RULE}-other"`);
  const problems = (await checkedNow()).flatMap((one) => (one.name.endsWith("_shadow") ? one.problems : []));
  expect(problems[0]).toMatch(/^its policy does not let .*payment-disputed send to it/);
  expect(problems[1]).toMatch(/^its policy lets others send to it/);
});
