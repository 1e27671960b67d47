import type { Construct } from "constructs";
import type { Hub, Ingress, Route } from "../catalogue/model";
import { eventRouteNames, functionNames, functionRouteNames, ingressNames, stackIds } from "../catalogue/names";
import { alarmText } from "../constructs/alarm";
import { EncryptionKey, logsStatement } from "../constructs/encryption-key";
import { HttpApi, type HttpApiRoute } from "../constructs/http-api";
import { hubResources } from "./central-bus-stack";
import { EnvironmentStack } from "./environment-stack";

/** What an ingress stack is made from. */
export interface IngressStackProps {
  readonly hub: Hub;
  readonly ingress: Ingress;
}

/** `ingress-<name>`, in a source account: an HTTP API whose requests become events or run functions. */
export class IngressStack extends EnvironmentStack {
  constructor(scope: Construct, { hub, ingress }: IngressStackProps) {
    super(scope, stackIds.ingress(ingress.name), { hub, account: ingress.account, tags: { owner: ingress.owner } });
    const place = { account: ingress.account, region: hub.region };
    const names = ingressNames(hub, ingress.name);
    const key = new EncryptionKey(this, "Key", {
      place,
      alias: names.keyAlias,
      description: `Access log of HTTP API ${names.api}`,
      statements: [logsStatement(place, names.accessLog)],
    });
    new HttpApi(this, "Api", {
      place,
      name: names.api,
      description: ingress.description ?? `Way in to the ${hub.environment} event hub: ${ingress.name}`,
      routes: ingress.routes.map((route) => httpApiRoute(hub, ingress, route)),
      throttling: ingress.throttling,
      accessLog: { name: names.accessLog, retentionDays: ingress.accessLog.retentionDays, key },
      alarm: {
        name: names.alarm,
        description: alarmText(
          [
            `HTTP API ${names.api} answered with an error of its own: look at its log ${names.accessLog}`,
            `HTTP API ${names.api} answered 5xx`,
          ],
          `Owner: ${ingress.owner}, ${ingress.contact}. Runbook: ${ingress.runbook}`,
        ),
        topicArn: hubResources(hub).alertTopicArn,
      },
    });
  }
}

function httpApiRoute(hub: Hub, ingress: Ingress, { integration, ...route }: Route): HttpApiRoute {
  return {
    ...route,
    integration:
      integration.type === "event"
        ? {
            ...integration,
            busArn: hubResources(hub).busArn,
            roleName: eventRouteNames(hub, ingress.name, route.id).role,
          }
        : {
            type: "function",
            functionName: functionNames(hub, integration.file, integration.id).function,
            statementId: functionRouteNames(ingress.name, route.id).statement,
          },
  };
}
