/** An environment of a test, from the files that people write to the Terraform that is emitted and what is read back of it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readTopology, type Topology } from "#simulator/topology";
import { formatFinding, type Environment } from "../../catalogue";
import { environmentApp } from "../../stacks/environment-app";
import { load } from "../catalogue/environment-folder";
import { SynthesizedStack } from "../synthesized";

/** The accounts of the environment. */
export const HUB = "200000000001";
export const SHOP = "210000000001";

/** The bus of the hub, and the bus of the shop that forwards to it. */
export const CENTRAL_BUS = `arn:aws:events:eu-central-1:${HUB}:event-bus/acme-test-central`;
export const SHOP_BUS = `arn:aws:events:eu-central-1:${SHOP}:event-bus/shop`;

const FILES = {
  "hub.yaml": `
namespace: acme
environment: test
organizationId: o-a1b2c3d4e5
account: "${HUB}"
region: eu-central-1
deploymentRole: event-hub-deployment
state:
  bucket: acme-terraform-state
  account: "200000000009"
  kmsKey: arn:aws:kms:eu-central-1:200000000009:alias/terraform-state
archive: { retentionDays: 30 }
alerts: { emails: [integration-platform@example.com] }
tags: { cost-centre: "4711" }
`,
  "sources/shop.yaml": `
account: "${SHOP}"
owner: Shop team
publishes:
  sources: [com.acme.shop]
  detailTypes: [Order Placed]
forwards:
  orders:
    bus: shop
    eventPattern: { source: [com.acme.shop], detail-type: [Order Placed] }
`,
  "tenants/crm.yaml": `
owner: CRM team
contact: crm@example.com
runbook: https://wiki.example.com/runbooks/crm
connection:
  authorization: { type: BASIC }
destinations:
  orders:
    invocationEndpoint: https://crm.example.com/orders
    httpMethod: POST
    invocationRateLimitPerSecond: 300
    events:
      order-placed:
        eventPattern: { source: [com.acme.shop], detail-type: [Order Placed] }
        input: { type: path, path: $.detail }
`,
  "tenants/invoicing.yaml": `
owner: Billing team
contact: billing@example.com
runbook: https://wiki.example.com/runbooks/billing
state: shadow
connection:
  authorization: { type: API_KEY, apiKeyName: X-Billing-Key }
destinations:
  invoices:
    invocationEndpoint: https://billing.example.com/orders/*/invoice
    httpMethod: PUT
    invocationRateLimitPerSecond: 5
    events:
      order-placed:
        eventPattern: { source: [com.acme.shop], detail-type: [Order Placed] }
        input: { type: path, path: $.detail }
        httpParameters:
          pathParameterValues: [$.detail.orderId]
          headerParameters: { X-Event-Id: $.id }
          queryStringParameters: { draft: "true" }
`,
  "functions/orders.yaml": `
account: hub
owner: Shop team
contact: shop@example.com
runbook: https://wiki.example.com/runbooks/orders
functions:
  tell-customer:
    handler: tell-customer
    description: Tells the customer
    consumes:
      order-placed:
        eventPattern: { source: [com.acme.shop], detail-type: [Order Placed] }
`,
} as const;

/** The one way of authorizing that the files of every environment begin with. */
const AUTHORIZATION = "  authorization: { type: BASIC }\n";

/** One tenant `crm` with a connection and a destination, one tenant `invoicing` in shadow, one source `shop` that forwards, one function that consumes. */
export class EmittedEnvironment {
  private constructor(
    /** What `hub check` says of it. */
    readonly findings: readonly string[],
    readonly environment: Environment,
    readonly outdir: string,
    readonly topology: Topology,
  ) {}

  /** @param connection what the tenant's file says of its connection, in lines of YAML that are indented by two */
  static of(connection = AUTHORIZATION): EmittedEnvironment {
    const folder = mkdtempSync(path.join(tmpdir(), "conformance-"));
    const written = path.join(folder, "environments", "test");
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(written, name)), { recursive: true });
      writeFileSync(
        path.join(written, name),
        text.replace(AUTHORIZATION, () => connection),
      );
    }
    const { environment, findings } = load(written);
    const printed = findings.map(formatFinding);
    if (environment === undefined) throw new Error(printed.join("\n"));
    const outdir = path.join(folder, "cdktf.out");
    environmentApp(environment, outdir).synth();
    return new EmittedEnvironment(printed, environment, outdir, readTopology({ kind: "cdktf", outdir }));
  }

  stack(id: string): SynthesizedStack {
    return new SynthesizedStack(id, readFileSync(path.join(this.outdir, "stacks", id, "cdk.tf.json"), "utf8"), []);
  }

  remove(): void {
    rmSync(path.dirname(this.outdir), { recursive: true });
  }
}
