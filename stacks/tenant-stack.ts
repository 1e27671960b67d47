import { Construct } from "constructs";
import { roleArn } from "../aws/arn";
import { connectionSpec } from "../catalogue/connection-spec";
import type { Connection as TenantConnection, Destination, Hub, Tenant, TenantEvent } from "../catalogue/model";
import {
  connectionNames,
  credentialsNames,
  deliveryNames,
  destinationNames,
  hubNames,
  stackIds,
} from "../catalogue/names";
import { connectionState, ruleStateOf, stateSuffix } from "../catalogue/tenant-state";
import { connectionId } from "../connection/names";
import { ApiDestination } from "../constructs/api-destination";
import { Connection } from "../constructs/connection";
import { ConnectionAlarms } from "../constructs/connection-alarms";
import { ConnectionSpec } from "../constructs/connection-spec";
import { CredentialSecret } from "../constructs/credential-secret";
import type { RuleTarget } from "../constructs/rule-targets";
import { DeliveryRule } from "../constructs/delivery-rule";
import { hubResources } from "./central-bus-stack";
import { SYNC_SERVICE } from "./connection-credentials-stack";
import { EnvironmentStack } from "./environment-stack";

/** What a tenant's stack is made from. */
export interface TenantStackProps {
  readonly hub: Hub;
  readonly tenant: Tenant;
}

/** `tenant-<id>`, in the hub account: everything of one SaaS product, and nothing of another. */
export class TenantStack extends EnvironmentStack {
  constructor(
    scope: Construct,
    private readonly props: TenantStackProps,
  ) {
    const { hub, tenant } = props;
    super(scope, stackIds.tenant(tenant.id), {
      hub,
      account: hub.account,
      tags: { tenant: tenant.id, owner: tenant.owner },
    });
    // Ids of connections and of destinations may be the same words.
    const several = new Construct(this, "Connections");
    for (const connection of tenant.connections) {
      const scope = connection.id === undefined ? this : new Construct(several, connection.id);
      const { arn } = this.addConnection(scope, connection);
      const isOwn = (destination: Destination) => destination.connection === connection.id;
      for (const destination of tenant.destinations.filter(isOwn)) this.addDestination(destination, arn);
    }
  }

  private addConnection(scope: Construct, connection: TenantConnection): Connection {
    const { hub, tenant } = this.props;
    const names = connectionNames(hub, tenant.id, connection.id);
    const { place, keyArn, alertTopicArn } = hubResources(hub);
    const secret = new CredentialSecret(scope, "Secret", {
      name: names.secret,
      description: `Credentials of tenant ${tenant.id} for connection ${names.connection}`,
      kmsKeyArn: keyArn,
      roles: {
        reader: roleArn(place, credentialsNames(hub).role),
        writer: roleArn(place, hubNames(hub).operatorsRole),
        deployer: roleArn(place, hub.deploymentRole),
      },
    });
    const spec = connectionSpec(hub, tenant.id, connection);
    const state = connectionState(tenant.destinations, connection.id);
    const made = new Connection(scope, "Connection", spec);
    const after = [secret.resource, made.resource];
    new ConnectionSpec(scope, "ConnectionSpec", { parameterName: names.parameter, spec, after });
    new ConnectionAlarms(scope, "Alarms", {
      connectionName: names.connection,
      metrics: { namespace: hubNames(hub).metricNamespace, service: SYNC_SERVICE },
      names: {
        syncFailed: names.syncFailedAlarm,
        notAuthorized: names.notAuthorizedAlarm,
        secretAge: names.secretAgeAlarm,
      },
      maxAgeDays: tenant.credentials.maxAgeDays,
      subject: `Tenant ${connectionId(tenant.id, connection.id)}${stateSuffix(state)}`,
      advice: `Owner: ${tenant.owner}, ${tenant.contact}. Runbook: ${tenant.runbook}`,
      topicArn: alertTopicArn,
    });
    return made;
  }

  private addDestination(destination: Destination, connectionArn: string): void {
    const { hub, tenant } = this.props;
    const apiDestination = new ApiDestination(this, destination.id, {
      name: destinationNames(hub, tenant.id, destination.id).apiDestination,
      description: destination.description,
      connectionArn,
      invocationEndpoint: destination.invocationEndpoint,
      httpMethod: destination.httpMethod,
      invocationRateLimitPerSecond: destination.invocationRateLimitPerSecond,
    });
    for (const event of destination.events) {
      this.addDelivery(apiDestination, destination, event);
    }
  }

  private addDelivery(apiDestination: ApiDestination, destination: Destination, event: TenantEvent): void {
    const { hub, tenant } = this.props;
    const { place, busName, deadLetterKeyArn, alertTopicArn } = hubResources(hub);
    const names = deliveryNames(hub, tenant.id, destination.id, event.id);
    const alarm = (name: string, what: string) => ({
      name,
      description:
        `Tenant ${tenant.id}${stateSuffix(destination.state)} ${what}. ` +
        `Owner: ${tenant.owner}, ${tenant.contact}. Runbook: ${tenant.runbook}`,
      topicArn: alertTopicArn,
    });
    new DeliveryRule(apiDestination, event.id, {
      place,
      busName,
      name: names.rule,
      description: event.description ?? `${event.id} to ${destination.id} of tenant ${tenant.id}`,
      trigger: { type: "events", eventPattern: event.rulePattern },
      state: ruleStateOf(destination.state),
      expectedPeakPerSecond: event.expectedPeakPerSecond,
      targetId: destination.id,
      target: this.targetOf(apiDestination, destination, event),
      input: event.input,
      retryPolicy: event.retryPolicy,
      deadLetterQueue: {
        name: names.deadLetterQueue,
        kmsKeyArn: deadLetterKeyArn,
        alarm: alarm(names.deadLetterAlarm, `did not receive ${event.id} at ${destination.id}`),
      },
      lossAlarm: alarm(
        names.lossAlarm,
        `lost ${event.id} for ${destination.id}: its dead-letter queue did not take it either`,
      ),
    });
  }

  private targetOf({ arn }: ApiDestination, destination: Destination, event: TenantEvent): RuleTarget {
    const { hub, tenant } = this.props;
    const names = deliveryNames(hub, tenant.id, destination.id, event.id);
    const live = { kind: "apiDestination", arn, roleName: names.role, httpTarget: event.httpParameters } as const;
    if (destination.state !== "shadow") return live;
    const { apiDestination: shadowOf } = destinationNames(hub, tenant.id, destination.id);
    // The key of the dead letters lets the rules of the bus send to queues, and what is in these is alike.
    return { kind: "queue", name: names.shadowQueue, kmsKeyArn: hubResources(hub).deadLetterKeyArn, shadowOf, live };
  }
}
