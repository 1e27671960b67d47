import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const project = process.cwd();

/** The tenant most teams have: OAuth, one destination, one transformed event. */
function tenantFile(index: number): string {
  return `owner: Team ${index}
contact: team-${index}@acme.example
runbook: https://wiki.acme.example/runbooks/team-${index}
connection:
  authorization:
    type: OAUTH_CLIENT_CREDENTIALS
    authorizationEndpoint: https://team-${index}.example.com/oauth2/token
    httpMethod: POST
    oauthHttpParameters:
      header: { Content-Type: application/x-www-form-urlencoded }
      body: { grant_type: client_credentials }
destinations:
  orders:
    invocationEndpoint: https://team-${index}.example.com/v1/orders/*
    httpMethod: PUT
    invocationRateLimitPerSecond: 10
    events:
      order-placed:
        eventPattern:
          source: [com.acme.shop.orders]
          detail-type: [Order Placed]
        input:
          type: transformer
          paths: { amount: $.detail.total.amount, customer: $.detail.customer.id }
          template: |
            { "customer": <customer>, "amount": <amount> }
        httpParameters:
          pathParameterValues: [$.detail.orderId]
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 20 }
`;
}

/** An environment of dev's hub and sources and `count` generated tenants. */
export function generateEnvironment(root: string, count: number): string {
  const folder = path.join(root, `generated-${count}`);
  const dev = path.join(project, "environments", "dev");
  cpSync(path.join(dev, "sources"), path.join(folder, "sources"), { recursive: true });
  mkdirSync(path.join(folder, "tenants"));
  const hub = readFileSync(path.join(dev, "hub.yaml"), "utf8");
  // AWS's default of 300 rules on a bus ends at 300 tenants.
  writeFileSync(path.join(folder, "hub.yaml"), `${hub}\nquotas:\n  rulesPerBus: 100000\n`);
  for (let index = 0; index < count; index += 1) {
    writeFileSync(path.join(folder, "tenants", `t${index}.yaml`), tenantFile(index));
  }
  return folder;
}
