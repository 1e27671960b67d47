import type { Authorization, HttpMethod } from "#simulator/request";
import type { ApiDestinationResource, Bus, Connection, Queue, Rule, Topology } from "#simulator/topology";

/** The accounts of the small hub. */
export const HUB = "200000000001";
export const SHOP = "210000000001";
export const STRANGER = "219999999999";

const region = "eu-central-1";
const declared = (account: string, name: string) => ({
  stack: "hub",
  address: `resource.${name}`,
  account,
  region,
  name,
});

/** The central bus, and a bus in the shop's account that forwards to it. */
export const CENTRAL_BUS = `arn:aws:events:${region}:${HUB}:event-bus/central`;
const shopBus = `arn:aws:events:${region}:${SHOP}:event-bus/shop`;
const thirdBus = `arn:aws:events:${region}:${STRANGER}:event-bus/theirs`;

const buses: Bus[] = [
  {
    ...declared(HUB, "central"),
    arn: CENTRAL_BUS,
    origin: "declared",
    policy: {
      kind: "document",
      document: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "PublishShop",
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${SHOP}:root` },
            Action: "events:PutEvents",
            Resource: CENTRAL_BUS,
            Condition: {
              "ForAllValues:StringEquals": { "events:source": ["acme.shop"] },
              Null: { "events:source": "false" },
            },
          },
        ],
      }),
    },
  },
  {
    ...declared(SHOP, "shop"),
    arn: shopBus,
    origin: "referred",
    policy: { kind: "unknown", what: "not declared here" },
  },
  {
    ...declared(STRANGER, "theirs"),
    arn: thirdBus,
    origin: "referred",
    policy: { kind: "unknown", what: "not declared" },
  },
];

const none = { header: [], queryString: [], body: [] };

function connection(name: string, authorization: Authorization): Connection {
  const arn = `arn:aws:events:${region}:${HUB}:connection/${name}/<id>`;
  return { ...declared(HUB, name), arn, description: { authorization, invocationHttpParameters: none } };
}

const crm = connection("crm", {
  type: "OAUTH_CLIENT_CREDENTIALS",
  authorizationEndpoint: "https://login.crm.example/oauth/token",
  httpMethod: "POST",
  oAuthHttpParameters: none,
});
const chat = connection("chat", { type: "API_KEY", apiKeyName: "X-Api-Key" });

function destination(name: string, httpMethod: HttpMethod, endpoint: string, by: Connection): ApiDestinationResource {
  const arn = `arn:aws:events:${region}:${HUB}:api-destination/${name}/<id>`;
  return { ...declared(HUB, name), arn, httpMethod, endpoint, rateLimitPerSecond: 300, connection: by };
}

const contacts = destination("contacts", "PATCH", "https://api.crm.example/contacts/*", crm);
const messages = destination("messages", "POST", "https://chat.example/messages", chat);

const ruleArn = (account: string, bus: string, name: string) =>
  `arn:aws:events:${region}:${account}:rule/${bus}/${name}`;

function queue(account: string, name: string, sender: string | undefined): Queue {
  const arn = `arn:aws:sqs:${region}:${account}:${name}`;
  const statement = {
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arn,
    Condition: { ArnEquals: { "aws:SourceArn": [sender] } },
  };
  const policy = sender === undefined ? undefined : JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  return { ...declared(account, name), arn, policy, kmsKeyId: undefined, retentionSeconds: 1_209_600 };
}

const queues = [
  queue(HUB, "contacts-dlq", ruleArn(HUB, "central", "contacts")),
  queue(HUB, "messages-dlq", undefined),
  queue(SHOP, "forward-dlq", ruleArn(SHOP, "shop", "forward")),
];

const retryPolicy = { maximumEventAgeInSeconds: 3_600, maximumRetryAttempts: 2 };

function rule(
  account: string,
  bus: string,
  name: string,
  pattern: object,
  target: Partial<Rule["targets"][number]>,
): Rule {
  const arn = ruleArn(account, bus, name);
  return {
    ...declared(account, name),
    arn,
    busArn: `arn:aws:events:${region}:${account}:event-bus/${bus}`,
    state: "ENABLED",
    trigger: { kind: "pattern", pattern: JSON.stringify(pattern) },
    targets: [
      {
        ...declared(account, name),
        id: name,
        arn: "",
        destination: { kind: "other", arn: "" },
        input: {},
        httpParameters: {},
        retryPolicy,
        roleArn: undefined,
        deadLetterArn: undefined,
        ...target,
      },
    ],
  };
}

const roleArn = `arn:aws:iam::${SHOP}:role/of-other-terraform`;
const toBus = (busArn: string) => ({ arn: busArn, destination: { kind: "eventBus", busArn }, roleArn }) as const;
const toApi = (apiDestination: ApiDestinationResource) =>
  ({ arn: apiDestination.arn, destination: { kind: "apiDestination", apiDestination }, roleArn }) as const;

/** A hub of one source account and two products, small enough to know by heart. */
export const SMALL_HUB: Topology = {
  stacks: [],
  buses,
  rules: [
    rule(
      SHOP,
      "shop",
      "forward",
      { source: ["acme.shop", "acme.other"] },
      { ...toBus(CENTRAL_BUS), deadLetterArn: queues[2]?.arn },
    ),
    rule(HUB, "central", "onward", { "detail-type": ["Onward"] }, toBus(thirdBus)),
    rule(
      HUB,
      "central",
      "contacts",
      { account: [SHOP], "detail-type": ["Customer Registered"] },
      {
        ...toApi(contacts),
        input: { InputTransformer: { InputPathsMap: { email: "$.detail.email" }, InputTemplate: '{"mail":<email>}' } },
        httpParameters: { pathParameters: ["$.detail.id"] },
        deadLetterArn: queues[0]?.arn,
      },
    ),
    rule(
      HUB,
      "central",
      "messages",
      { "detail-type": ["Order Placed"] },
      {
        ...toApi(messages),
        input: { InputPath: "$.detail" },
        deadLetterArn: queues[1]?.arn,
      },
    ),
  ],
  apiDestinations: [contacts, messages],
  connections: [crm, chat],
  queues,
  httpApis: [],
  functions: [],
  tables: [],
  roles: [],
  schedules: [],
  unknown: [],
};
