import { Construct } from "constructs";
import { connectionSpec } from "../catalogue/connection-spec";
import type { Connection as TenantConnection, Destination, Hub, Tenant, TenantEvent } from "../catalogue/model";
import { connectionNames, tenantNames } from "../catalogue/names";
import { ApiDestination } from "../constructs/api-destination";
import { Connection } from "../constructs/connection";
import { ConnectionSpec } from "../constructs/connection-spec";
import { CredentialSecret } from "../constructs/credential-secret";
import { DeliveryRule } from "../constructs/delivery-rule";
import { hubResources } from "./central-bus-stack";
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
    super(scope, `tenant-${tenant.id}`, {
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
    new CredentialSecret(scope, "Secret", {
      name: names.secret,
      description: `Credentials of tenant ${tenant.id} for connection ${names.connection}`,
      kmsKeyArn: hubResources(hub).keyArn,
    });
    const spec = connectionSpec(hub, tenant.id, connection);
    new ConnectionSpec(scope, "ConnectionSpec", { parameterName: names.connectionSpec, spec });
    return new Connection(scope, "Connection", spec);
  }

  private addDestination(destination: Destination, connectionArn: string): void {
    const { hub, tenant } = this.props;
    const apiDestination = new ApiDestination(this, destination.id, {
      name: tenantNames(hub, tenant.id).apiDestination(destination.id),
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
    const { place, busName, keyArn, alertTopicArn } = hubResources(hub);
    const names = tenantNames(hub, tenant.id);
    new DeliveryRule(apiDestination, event.id, {
      place,
      busName,
      name: names.rule(destination.id, event.id),
      description: event.description ?? `${event.id} to ${destination.id} of tenant ${tenant.id}`,
      eventPattern: event.rulePattern,
      targetId: destination.id,
      apiDestinationArn: apiDestination.arn,
      input: event.input,
      httpTarget: event.httpParameters,
      retryPolicy: event.retryPolicy,
      roleName: names.role(destination.id, event.id),
      deadLetterQueue: {
        name: names.deadLetterQueue(destination.id, event.id),
        kmsKeyArn: keyArn,
        alarm: {
          name: names.alarm(destination.id, event.id),
          description:
            `Tenant ${tenant.id} did not receive ${event.id} at ${destination.id}. ` +
            `Owner: ${tenant.owner}, ${tenant.contact}. Runbook: ${tenant.runbook}`,
          topicArn: alertTopicArn,
        },
      },
    });
  }
}
