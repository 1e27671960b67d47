/** Terraform: what CDKTF emits, and plans and states as `terraform show -json` prints them. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LocalHub, reportLine } from "#simulator/local";
import { hubBus, NoSuchBusError, NotAnEventError } from "#simulator/routing";
import { buildTopology, publicationsOf, routesOf, scheduledOf, type EmittedStack } from "#simulator/topology";
import { CommandFailure } from "../../../cli/failure";
import { stacksWithoutAccount } from "../../../cli/input/account-option";
import { stacksOfFolder } from "../../../cli/input/emitted-topology";
import { stacksOfPlans } from "../../../cli/input/plan-files";
import { applicationText } from "../../../cli/text/local-application-text";
import { stackTable } from "../../../cli/text/stack-table";
import type { Surface } from "../faults";
import { withFile, type Ground } from "../ground";
import type { Seed } from "../mutation";
import { simulated } from "./events";
import { SMALL_STACK } from "./small-stack";

const EVENT = JSON.stringify({
  source: "com.acme.shop",
  "detail-type": "Order Placed",
  account: "210000000001",
  detail: { id: "O-1", total: 12.5, note: 'he said "no"\n', lines: [{ sku: "a" }], nothing: null },
});

/** Stacks and manifest in a folder that CDKTF wrote: `--out`. */
export function emittedFolders(ground: Ground): Surface {
  return {
    name: "emitted Terraform",
    weight: 4,
    seeds: ground.terraform,
    take: (text, { name }) =>
      withFile(path.join(ground.folder, name), text, () =>
        toldOf(stacksOfFolder(path.join(ground.folder, name.split(path.sep).slice(0, 2).join(path.sep)))),
      ),
    refusals: [CommandFailure],
  };
}

/** One stack with every kind of resource that decides what happens to an event. */
export function smallStacks(ground: Ground): Surface {
  return {
    name: "small stack",
    weight: 5,
    seeds: [{ name: "cdk.tf.json", language: "json", text: JSON.stringify(SMALL_STACK, null, 2) }],
    take: (text) => toldOf(stacksOfFolder(smallFolder(ground, text))),
    refusals: [CommandFailure],
  };
}

/** A hub that is started on other people's Terraform, as `./hub local --out` does, and takes one event. */
export function startedHubs(ground: Ground): Surface {
  return {
    name: "hub on Terraform",
    weight: 1,
    seeds: [{ name: "cdk.tf.json", language: "json", text: JSON.stringify(SMALL_STACK, null, 2) }],
    take: async (text) => {
      const topology = buildTopology(stacksOfFolder(smallFolder(ground, text)));
      if (stacksWithoutAccount(topology).length > 0) return ["refused for want of accounts"];
      const said: string[] = [];
      const report = (one: Parameters<typeof reportLine>[0]) => said.push(reportLine(one));
      const hub = await LocalHub.start({ topology, port: 0, random: () => 1, report });
      try {
        said.push(applicationText(hub, topology), ...hub.problems, await put(hub, topology.buses[0]?.arn));
        await Promise.race([hub.settled(), new Promise((resolve) => setTimeout(resolve, 50))]);
      } finally {
        await hub.stop();
      }
      return said;
    },
    refusals: [CommandFailure],
  };
}

/** What `terraform show -json` prints: `--plan`. */
export function plans(ground: Ground): Surface {
  const folder = path.join("__tests__", "simulator", "topology", "show-json");
  const names = [
    "module-plan.json",
    "module-state.json",
    "dev-central-bus-plan.json",
    "dev-tenant-salesforce-plan.json",
  ];
  return {
    name: "plan or state",
    weight: 4,
    seeds: names.map((name): Seed => {
      return { name, language: "json", text: readFileSync(path.join(folder, name), "utf8") };
    }),
    take: (text) => {
      const file = path.join(ground.folder, "plan.json");
      writeFileSync(file, text);
      return toldOf(stacksOfPlans([file]));
    },
    refusals: [CommandFailure],
  };
}

async function put(hub: LocalHub, bus = "default"): Promise<string> {
  const { source, "detail-type": detailType, account, detail } = JSON.parse(EVENT) as Record<string, unknown>;
  const entry = { EventBusName: bus, Source: source, DetailType: detailType, Detail: JSON.stringify(detail) };
  const answer = await fetch(hub.url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": "AWSEvents.PutEvents",
      "x-hub-account-id": String(account),
    },
    body: JSON.stringify({ Entries: [entry] }),
  });
  return answer.text();
}

function smallFolder({ folder }: Ground, stack: string): string {
  writeFileSync(path.join(folder, "small.tf.json"), stack);
  const small = { name: "small", synthesizedStackPath: "small.tf.json", dependencies: [] };
  writeFileSync(path.join(folder, "manifest.json"), JSON.stringify({ stacks: { small } }));
  return folder;
}

/** What `list` and `simulate` say of stacks. */
function toldOf(stacks: readonly EmittedStack[]): string[] {
  const topology = buildTopology(stacks);
  const listed = stacks.map(({ name }) => [
    publicationsOf(topology, name),
    routesOf(topology, name),
    scheduledOf(topology, name),
  ]);
  const said = [stackTable(stacks), JSON.stringify(listed), JSON.stringify(topology)];
  for (const { name, arn } of topology.buses.slice(0, 3)) {
    try {
      hubBus(topology, name);
      said.push(...simulated(EVENT, topology, arn));
    } catch (error) {
      if (!(error instanceof NoSuchBusError || error instanceof NotAnEventError)) throw error;
      said.push(error.message);
    }
  }
  return said;
}
