import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { Topology } from "#simulator/topology";
import { busChecks } from "../../hub-account/verification/buses";
import { LiveHub } from "../../hub-account/live-hub";
import type { HubSession } from "../../hub-account/session";
import { devTopology } from "../simulator/dev-topology";

const HUB = { account: "200000000001", region: "eu-central-1" };
const CENTRAL = "acme-dev-central";
const dev = devTopology();

/** An EventBridge in which there is one bus, under this name. */
let server: Server;
let existing = "";
let client: EventBridgeClient;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { Name } = JSON.parse(body) as { Name: string };
      response.writeHead(Name === existing ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
      response.end(
        JSON.stringify(Name === existing ? { Name } : { __type: "ResourceNotFoundException", message: "none" }),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  client = new EventBridgeClient({ endpoint: `http://127.0.0.1:${port}`, region: HUB.region, credentials });
});
afterAll(() => {
  client.destroy();
  server.close();
});

async function found(topology: Topology) {
  const own = { ...topology, buses: topology.buses.filter(({ account }) => account === HUB.account) };
  const hub = new LiveHub({ eventBridge: client } as HubSession);
  const checks = busChecks({ own, all: topology, isSettled: false }, HUB);
  return await Promise.all(checks.map(async ({ stack, name, find }) => ({ stack, name, ...(await find(hub)) })));
}

const TRACELESS = "would forward to it: EventBridge drops such events, and no metric tells";

test("a declared bus that is not there says whose events are lost without a trace", async () => {
  existing = "another";
  expect(await found(dev)).toEqual([
    {
      stack: "central-bus",
      name: CENTRAL,
      exists: false,
      problems: [`does not exist though source-identity, source-shop ${TRACELESS}`],
    },
  ]);
});

test("a bus of the hub account that is forwarded to and declared nowhere is looked for, and its forwarder named", async () => {
  existing = CENTRAL;
  const misspelt = `arn:aws:events:${HUB.region}:${HUB.account}:event-bus/acme-dev-centrol`;
  const topology: Topology = {
    ...dev,
    rules: dev.rules.map((rule) =>
      rule.stack !== "source-shop"
        ? rule
        : {
            ...rule,
            targets: rule.targets.map((target) => ({ ...target, destination: { kind: "eventBus", busArn: misspelt } })),
          },
    ),
  };
  const problems = (await found(topology)).filter(({ name }) => name !== CENTRAL);
  expect(problems).toEqual([
    {
      stack: "source-shop",
      name: "acme-dev-centrol",
      exists: true,
      problems: [`does not exist though source-shop ${TRACELESS}`],
    },
  ]);
});
