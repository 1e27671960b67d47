import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseEvent } from "#simulator/routing";
import { openEnvironment, type Environment } from "../../catalogue";
import { emittedTopology } from "../../cli/input/emitted-topology";
import { destinationsCalled } from "../../cli/input/tenant-destinations";
import { shadowDeliveries, shownShadow, type ShownShadow } from "../../cli/shadow-deliveries";
import { shadowsAsJson, shadowsInWords } from "../../cli/text/shadow-text";
import { hubIn, project } from "./hub-process";

const folder = mkdtempSync(path.join(tmpdir(), "shadow-show-"));
const dev = path.join(folder, "dev");
cpSync(path.join(project, "environments", "dev"), dev, { recursive: true });
for (const tenant of ["datadog", "parcelpoint"]) {
  const file = path.join(dev, "tenants", `${tenant}.yaml`);
  writeFileSync(file, `${readFileSync(file, "utf8")}state: shadow\n`);
}
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function devEnvironment(): Environment {
  const { environment } = openEnvironment(dev);
  if (environment === undefined) throw new Error("dev has errors");
  return environment;
}

function show(...args: string[]) {
  const { code, stderr } = hubIn(folder, "shadow", "show", ...args, "--env", dev);
  return { code, stderr };
}

describe("where there is nothing to show", () => {
  test("a tenant that is not in shadow is told what it is and which line makes it so", () => {
    expect(show("jira")).toEqual({
      code: 1,
      stderr:
        'error: nothing of tenant jira is in shadow: issues is live; write "state: shadow" in tenants/jira.yaml, for all of it or for a destination, and apply stack tenant-jira\n',
    });
  });

  test("a tenant and a destination that there are not are named with what may be meant", () => {
    expect(show("datadok").stderr).toBe("error: no tenant is called datadok; write datadog\n");
    expect(show("parcelpoint", "--destination", "shipment").stderr).toBe(
      'error: tenant parcelpoint has no destination "shipment"; write shipments\n',
    );
  });

  test("a limit that is none is refused before anything is looked at", () => {
    expect(show("parcelpoint", "--limit", "0").stderr).toContain("Write a number from 1 to 999.");
  });
});

describe("what is shown of a delivery", () => {
  const environment = devEnvironment();
  const topology = emittedTopology(environment);
  const text = readFileSync(path.join(dev, "events", "order-placed.json"), "utf8");
  const samples = [{ name: "events/order-placed.json", event: parseEvent(text) }];
  const id = "6d0f7f0e-1111-4c1e-9f53-0a1b2c3d4e5f";

  /** A destination with these messages in its queue. */
  function shown(tenant: string, destination: string, ...bodies: string[]): ShownShadow[] {
    const messages = bodies.map((body) => ({ id, sentAt: "2026-11-27T12:30:00.000Z", body }));
    return shadowDeliveries(environment.hub, tenant, destinationsCalled(environment, tenant, destination)).map(
      (delivery) => shownShadow({ topology, environment, samples }, delivery, { messages, waiting: messages.length }),
    );
  }

  test("the body is AWS's; what stands around it comes from a sample, which is said", () => {
    expect(shadowsInWords(shown("parcelpoint", "shipments", '{"orderId":"ORD-9"}'), "keep")).toBe(
      `acme-dev-parcelpoint_shipments_order-placed_shadow: 1 message
  shipments, event order-placed: PUT https://sandbox.parcelpoint.example/v2/shipments/*

  Rendered by AWS, 2026-11-27T12:30:00.000Z:
  {
    "orderId": "ORD-9"
  }

  Simulated from events/order-placed.json, the body left out:
  PUT https://sandbox.parcelpoint.example/v2/shipments/ORD-2026-004711?country=DE&notify=false&api-version=2026-04
  User-Agent: Amazon/EventBridge/ApiDestinations
  Range: bytes=0-1048575
  Accept-Encoding: gzip,deflate
  Connection: close
  Content-Type: application/json; charset=utf-8
  Idempotency-Key: 6b0d3a52-1f0e-4c8a-9d53-7c2f51e0a914
  X-Partner-Id: acme-test
  X-Webhook-Token: <redacted>
  Authorization: Basic <redacted>

  Not rendered: the connection adds "shipper" to each body.

Bodies may hold personal data. The messages stay in their queues, for four days since they were sent; --delete takes out what is shown.`,
    );
  });

  test("a message that is the whole event tells its own request, and no sample is asked", () => {
    const [one] = shown("datadog", "logs", text);
    expect(one?.messages[0]?.simulated).toMatchObject({
      from: "the message",
      delivery: { request: { method: "POST", url: expect.stringContaining("ddsource=eventbridge") as string } },
    });
    expect(one?.samples).toEqual([]);
    expect(shadowsInWords(shown("datadog", "logs", text), "delete")).toMatch(
      /\n {2}Simulated from this message:\n {2}POST https:[^]*What is shown was taken out of the queues\.$/,
    );
  });

  test("what is no event, put there by hand, is shown all the same, and may not steer the terminal", () => {
    const words = shadowsInWords(shown("datadog", "logs", "not an event \u001b[2J"), "keep");
    expect(words).toContain("  not an event ");
    expect(words).not.toContain("\u001b");
    expect(words).toContain("  Nothing is simulated: no sample event matches the rule; name one with --event");
  });

  test("an empty queue is no failure", () => {
    const words = shadowsInWords(shown("parcelpoint", "cancellations"), "keep");
    expect(words).toContain("acme-dev-parcelpoint_cancellations_order-cancelled_shadow: 0 messages\n");
    expect(words).toMatch(/\nNo message waits: no event has come that the rules match, or none for four days\.$/);
  });

  test("--json keeps apart what AWS rendered and what is simulated", () => {
    const body = '{"orderId":"ORD-9"}';
    expect(shadowsAsJson("dev", "parcelpoint", shown("parcelpoint", "shipments", body))).toMatchObject({
      environment: "dev",
      tenant: "parcelpoint",
      deliveries: [
        {
          destination: "shipments",
          waiting: 1,
          addedToBody: ["shipper"],
          messages: [{ id, renderedByAws: body, simulated: null }],
          simulatedFromSamples: [{ from: "events/order-placed.json", method: "PUT" }],
        },
      ],
    });
  });
});
