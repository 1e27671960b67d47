/**
 * What may be done with credentials and connections, by whom. Names are told by their prefix: which tenants there are is
 * not these roles' business, and a new tenant changes nothing in their stack.
 */
import {
  connectionArn,
  eventBusArn,
  functionArn,
  parameterArn,
  queueArn,
  regionalArn,
  roleArn,
  ruleArn,
  secretArn,
  viaService,
} from "../aws/arn";
import type { Statement } from "../aws/policy-document";
import type { Hub, Tenant } from "../catalogue/model";
import { applicationPrefix, credentialsNames, hubNames } from "../catalogue/names";
import { namingOf } from "../connection/names";

/** The hub as far as its names and its place go. */
type HubPlace = Pick<Hub, "namespace" | "environment" | "account" | "region">;

function resources(hub: HubPlace) {
  const place = { account: hub.account, region: hub.region };
  const naming = namingOf(hub);
  return {
    place,
    naming,
    secrets: secretArn(place, `${naming.secretPrefix}*`),
    specs: parameterArn(place, `${naming.specPath}*`),
    connections: connectionArn(place, `${naming.connectionPrefix}*`),
    /** A key's own id cannot be computed, so keys are told by alias or tag. */
    keys: regionalArn("kms", place, "key/*"),
  };
}

/**
 * What the function `connection-credentials` may do.
 *
 * @param tenants only their private connections matter: EventBridge opens the way to one with the caller's rights
 */
export function syncStatements(hub: HubPlace, tenants: readonly Tenant[]): Statement[] {
  const { place, naming, secrets, specs, connections, keys } = resources(hub);
  // EventBridge keeps its own copy of a credential under this name, and writes it with the caller's rights
  // (AWS managed policy AmazonEventBridgeFullAccess, SecretsManagerAccessForApiDestinations).
  const copies = secretArn(place, `events!connection/${naming.connectionPrefix}*`);
  const carriesTag = { "aws:ResourceTag/EventBridgeApiDestinations": "true" };
  return [
    {
      Sid: "ReadAndLabelSpecs",
      Effect: "Allow",
      Action: ["ssm:GetParameter", "ssm:LabelParameterVersion", "ssm:UnlabelParameterVersion"],
      Resource: specs,
    },
    {
      Sid: "ListSpecs",
      Effect: "Allow",
      Action: "ssm:GetParametersByPath",
      Resource: [parameterArn(place, naming.specPath.replace(/\/$/, "")), specs],
    },
    {
      Sid: "ReadAndLabelCredentials",
      Effect: "Allow",
      Action: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:ListSecretVersionIds",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      Resource: secrets,
    },
    {
      Sid: "UpdateConnections",
      Effect: "Allow",
      Action: ["events:DeauthorizeConnection", "events:DescribeConnection", "events:UpdateConnection"],
      Resource: connections,
    },
    {
      Sid: "LetEventBridgeKeepItsCopy",
      Effect: "Allow",
      Action: [
        "secretsmanager:CreateSecret",
        "secretsmanager:DeleteSecret",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecret",
      ],
      Resource: copies,
    },
    {
      Sid: "UseKeysOfSecrets",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: keys,
      Condition: { StringEquals: { ...carriesTag, "kms:ViaService": viaService("secretsmanager", place) } },
    },
    {
      // EventBridge itself asks what kind of key it is (User Guide, eb-encryption-key-policy).
      Sid: "DescribeKeysOfConnections",
      Effect: "Allow",
      Action: "kms:DescribeKey",
      Resource: keys,
      Condition: { StringEquals: carriesTag },
    },
    ...privateConnectivityStatements(tenants),
  ];
}

function privateConnectivityStatements(tenants: readonly Tenant[]): Statement[] {
  const configurations = tenants
    .flatMap(({ connections }) => connections)
    .flatMap(({ privateConnectivity }) => privateConnectivity?.resourceConfigurationArn ?? []);
  return configurations.length === 0 ? [] : privateConnectivity([...new Set(configurations)]);
}

/**
 * User Guide, connection-private, "Permissions for connecting to private APIs".
 *
 * @param configurations ARNs of VPC Lattice's resource configurations
 */
export function privateConnectivity(configurations: string | readonly string[]): Statement[] {
  return [
    {
      Sid: "ReadResourceConfigurations",
      Effect: "Allow",
      Action: "vpc-lattice:GetResourceConfiguration",
      Resource: configurations,
    },
    {
      // The association, and the service network that it joins, belong to EventBridge and have no ARN beforehand.
      Sid: "OpenTheWayToPrivateEndpoints",
      Effect: "Allow",
      Action: [
        "vpc-lattice:AssociateViaAWSService-EventsAndStates",
        "vpc-lattice:CreateServiceNetworkResourceAssociation",
      ],
      Resource: "*",
    },
  ];
}

/**
 * What `./hub credentials`, `./hub shadow` and `./hub verify` call. No reading of a value: operators write credentials and see that they
 * work.
 */
export function operatorsStatements(hub: HubPlace): Statement[] {
  const { place, naming, secrets, specs, connections, keys } = resources(hub);
  const { bus, keyAlias, deadLetterKeyAlias } = hubNames(hub);
  const prefix = naming.connectionPrefix;
  const shadows = queueArn(place, `${prefix}*_shadow`);
  // Of functions in the hub account, whose queues and keys are verified, too.
  const applications = applicationPrefix(hub);
  return [
    {
      Sid: "PutCredentials",
      Effect: "Allow",
      Action: ["secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds", "secretsmanager:PutSecretValue"],
      Resource: secrets,
    },
    {
      Sid: "EncryptCredentials",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: keys,
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias },
        StringEquals: { "kms:ViaService": viaService("secretsmanager", place) },
      },
    },
    {
      // Rules of a bus with a customer managed key are shown to who may decrypt with it: recorded in September 2026 for
      // DescribeRule and ListTargetsByRule, "Cannot perform Kms:Decrypt on KMS key configured on event bus."
      Sid: "SeeRulesOfTheEncryptedBus",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: keys,
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias },
        StringEquals: { "kms:EncryptionContext:aws:events:event-bus:arn": eventBusArn(place, bus) },
      },
    },
    {
      Sid: "SyncConnections",
      Effect: "Allow",
      Action: "lambda:InvokeFunction",
      Resource: functionArn(place, credentialsNames(hub).function),
    },
    {
      Sid: "SeeSpecs",
      Effect: "Allow",
      Action: "ssm:GetParameterHistory",
      Resource: specs,
    },
    {
      Sid: "SeeWhatIsDeployed",
      Effect: "Allow",
      Action: [
        "events:DescribeApiDestination",
        "events:DescribeConnection",
        "events:DescribeEventBus",
        "events:DescribeRule",
        "events:ListTargetsByRule",
      ],
      Resource: [
        connections,
        regionalArn("events", place, `api-destination/${prefix}*`),
        ruleArn(place, "default", `${prefix}*`),
        ruleArn(place, `${prefix}*`, `${prefix}*`),
        eventBusArn(place, bus),
      ],
    },
    {
      // The reference has no resource for it.
      Sid: "ListRules",
      Effect: "Allow",
      Action: "events:ListRules",
      Resource: "*",
    },
    {
      Sid: "SeeRoles",
      Effect: "Allow",
      Action: ["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"],
      Resource: [roleArn(place, `${prefix}*`), roleArn(place, `${applications}*`)],
    },
    {
      Sid: "SeeQueues",
      Effect: "Allow",
      Action: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
      Resource: [queueArn(place, `${prefix}*`), queueArn(place, `${applications}*`)],
    },
    {
      Sid: "ReadShadows",
      Effect: "Allow",
      Action: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"],
      Resource: shadows,
    },
    {
      // Dead letters have the same key, and are none of this role's business.
      Sid: "DecryptShadows",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: keys,
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": deadLetterKeyAlias },
        StringEquals: { "kms:ViaService": viaService("sqs", place) },
        StringLike: { "kms:EncryptionContext:aws:sqs:arn": shadows },
      },
    },
    {
      Sid: "SeeKeys",
      Effect: "Allow",
      Action: ["kms:DescribeKey", "kms:GetKeyPolicy"],
      Resource: keys,
      Condition: {
        "ForAnyValue:StringLike": { "kms:ResourceAliases": [`alias/${prefix}*`, `alias/${applications}*`] },
      },
    },
  ];
}
