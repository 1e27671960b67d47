import { eventBusArn } from "../../aws/arn";
import type { Tenant } from "../../catalogue/model";
import { hubNames } from "../../catalogue/names";
import { crm, hub, identity, mail, sampleEnvironment, shop, tickets } from "../sample-environment";
import { synthesizeEnvironment, type SynthesizedApp } from "../synthesized";

const app = synthesizeEnvironment(sampleEnvironment());

/** The files that differ between two apps, or that one of them lacks. */
function filesThatDiffer(before: SynthesizedApp, after: SynthesizedApp): readonly string[] {
  const paths = new Set([...before.files.keys(), ...after.files.keys()]);
  return [...paths].filter((path) => before.files.get(path) !== after.files.get(path)).sort();
}

test("an environment is the hub, a stack an account that forwards and a stack a tenant", () => {
  expect(app.stacks.map(({ id }) => id).sort()).toEqual([
    "central-bus",
    "source-billing",
    "source-shop",
    "tenant-crm",
    "tenant-mail",
    "tenant-tickets",
  ]);
});

test("the hub is deployed before all others, which do not wait for each other", () => {
  for (const { id, dependencies } of app.stacks) {
    expect(dependencies).toEqual(id === "central-bus" ? [] : ["central-bus"]);
  }
});

test("an environment without sources and tenants is a hub", () => {
  const empty = synthesizeEnvironment(sampleEnvironment({ sources: [], tenants: [] }));
  expect(empty.stacks.map(({ id }) => id)).toEqual(["central-bus"]);
});

test("two runs write the same files, byte for byte", () => {
  expect(filesThatDiffer(app, synthesizeEnvironment(sampleEnvironment()))).toEqual([]);
});

test("adding a tenant adds its stack and touches no other", () => {
  const before = synthesizeEnvironment(sampleEnvironment({ tenants: [crm, tickets] }));
  expect(filesThatDiffer(before, app)).toEqual(["manifest.json", "stacks/tenant-mail/cdk.tf.json"]);
});

test("changing a tenant changes its stack and no other", () => {
  const renamed = { ...mail, contact: "postmaster@acme.example" };
  const after = synthesizeEnvironment(sampleEnvironment({ tenants: [crm, renamed, tickets] }));
  expect(filesThatDiffer(app, after)).toEqual(["stacks/tenant-mail/cdk.tf.json"]);
});

test("an account that starts to publish changes the hub and no tenant", () => {
  const before = synthesizeEnvironment(sampleEnvironment({ sources: [identity, shop] }));
  expect(filesThatDiffer(before, app)).toEqual([
    "manifest.json",
    "stacks/central-bus/cdk.tf.json",
    "stacks/source-billing/cdk.tf.json",
  ]);
});

test("the order of tenants changes nothing", () => {
  const reversed = synthesizeEnvironment(sampleEnvironment({ tenants: [tickets, mail, crm] }));
  expect(filesThatDiffer(app, reversed)).toEqual([]);
});

test("no stack reads another one's state or hands out something of its own", () => {
  for (const { blocks, fileText } of app.stacks) {
    expect([...blocks].sort()).toEqual(["provider", "resource", "terraform"]);
    expect(fileText).not.toContain("terraform_remote_state");
  }
});

test("every reference names a resource of the same stack", () => {
  for (const { addresses, fileText } of app.stacks) {
    const references = [...fileText.matchAll(/\$\{([^}]*)\}/g)].map(([, reference]) => reference);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      expect(reference).toMatch(/\.(arn|name|key_id)$/);
      expect(addresses).toContain(reference?.replace(/\.\w+$/, ""));
    }
  }
});

test("in China every ARN is one of China's partition", () => {
  const hubInChina = { ...hub, region: "cn-north-1" };
  const inChina = synthesizeEnvironment(sampleEnvironment({ hub: hubInChina, tenants: [crm] }));
  const busArn = eventBusArn({ account: hub.account, region: "cn-north-1" }, hubNames(hub).bus);
  for (const { fileText } of inChina.stacks) {
    // The key of the state is named by hub.yaml, wherever it is.
    expect(fileText.replaceAll(hub.state.kmsKey, "")).not.toContain("arn:aws:");
  }
  expect(inChina.stack("source-shop").fileText).toContain(busArn);
});

/** A tenant whose every free text holds what Terraform would take for an expression. */
const expression = "${path.module}%{ if true }";
const escaped = "$${path.module}%%{ if true }";
const literalMinded: Tenant = {
  ...tickets,
  connections: [
    {
      description: expression,
      authorization: { type: "BASIC" },
      invocationHttpParameters: { header: { "X-Text": expression } },
    },
  ],
  destinations: tickets.destinations.map((destination) => ({
    ...destination,
    description: expression,
    events: destination.events.map((event) => ({
      ...event,
      description: expression,
      rulePattern: { ...event.rulePattern, detail: { text: [expression] } },
      input: { type: "transformer", paths: { id: "$.id" }, template: `"<id> ${expression}"` },
      httpParameters: { queryStringParameters: { [expression]: expression } },
    })),
  })),
};

describe("text of the catalogue that looks like Terraform", () => {
  const stack = synthesizeEnvironment(sampleEnvironment({ tenants: [literalMinded] })).stack("tenant-tickets");

  test("is escaped wherever it stands", () => {
    expect(stack.fileText.split("path.module").length - 1).toBe(stack.fileText.split("$${path.module}").length - 1);
    expect(stack.fileText.split("{ if true }").length - 1).toBe(stack.fileText.split("%%{ if true }").length - 1);
  });

  test("is escaped in a description", () => {
    for (const type of ["connection", "api_destination", "rule"]) {
      expect(stack.only(`aws_cloudwatch_event_${type}`).text("description")).toBe(escaped);
    }
  });

  test("is escaped in an input template", () => {
    expect(stack.only("aws_cloudwatch_event_target").attributes["input_transformer"]).toEqual({
      input_paths: { id: "$.id" },
      input_template: `"<id> ${escaped}"`,
    });
  });

  test("is escaped in the name and in the value of a parameter", () => {
    expect(stack.only("aws_cloudwatch_event_target").attributes["http_target"]).toEqual({
      query_string_parameters: { [escaped]: escaped },
    });
  });

  test("is escaped in a pattern and in the connection's spec, which are JSON in text", () => {
    expect(stack.only("aws_cloudwatch_event_rule").json("event_pattern")).toMatchObject({
      detail: { text: [escaped] },
    });
    expect(stack.only("aws_ssm_parameter").json("insecure_value")).toMatchObject({ description: escaped });
  });

  test("does not keep references of our own from being references", () => {
    expect(stack.only("aws_cloudwatch_event_target").text("arn")).toBe(
      "${aws_cloudwatch_event_api_destination.issues.arn}",
    );
  });
});
