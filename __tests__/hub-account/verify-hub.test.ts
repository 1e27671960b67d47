/** What `hub verify` finds, of the dev environment, in an AWS that holds it, and in one that somebody has changed. */
import { openEnvironment } from "../../catalogue";
import { declaredConnections } from "../../catalogue/declared-connections";
import { openVerification, verifyHub } from "../../hub-account";
import type { VerifyOptions } from "../../hub-account/verification/verify-hub";
import { placedResources } from "../permissions/emitted-statements";
import { devTopology } from "../simulator/dev-topology";
import { synthesizeEnvironment } from "../synthesized";
import { FakeAws } from "./fake-aws/fake-aws";
import { everyChange, partOf, withPart } from "./fake-aws/changes";
import { holdingsOf, type Fields, type Holdings } from "./fake-aws/holdings";

const environment = devEnvironment();
const { hub } = environment;
const topology = devTopology();
const resources = placedResources(synthesizeEnvironment(environment)).filter(
  ({ place }) => place.account === hub.account,
);
const applied = holdingsOf(resources);

function devEnvironment() {
  const { environment: dev } = openEnvironment("dev");
  if (dev === undefined) throw new Error("dev is not sound");
  return dev;
}

const before = { ...process.env };
let aws: FakeAws;

beforeAll(async () => {
  aws = await FakeAws.start(structuredClone(applied));
  Object.assign(process.env, aws.variables);
});
afterAll(async () => {
  process.env = before;
  await aws.stop();
});
beforeEach(() => {
  aws.holdings = structuredClone(applied);
  aws.denied.clear();
});

/** `kind name problem` of all that is wrong. */
async function found(options: VerifyOptions = {}): Promise<string[]> {
  const checked = await verifyHub(hub, topology, declaredConnections(environment), options);
  return checked.flatMap(({ kind, name, problems }) => problems.map((problem) => `${kind} ${name} ${problem}`));
}

test("an account that holds what is declared has nothing wrong", async () => {
  expect(await found()).toEqual([]);
});

// Between them they hold every kind of thing and every authorization type; one of each kind is enough.
test.each([
  ["central-bus", /./],
  ["connection-credentials", /^(rules|queues) /],
  ["tenant-jira", /./],
  ["tenant-datadog", /^(apiDestinations|connections|parameters) /],
  ["tenant-salesforce", /^(connections|parameters) /],
  ["tenant-parcelpoint", /^rules /],
])("%s: whatever is changed of what is compared, each value by itself, is found", async (stack, looked) => {
  const verify = await openVerification(hub, topology, declaredConnections(environment));
  const changes = everyChange(partOf(stack, resources)).filter(({ where }) => looked.test(where));
  expect(changes.length).toBeGreaterThan(5);
  const missed: string[] = [];
  for (const { where, part } of changes) {
    aws.holdings = withPart(applied, part);
    const checked = (await verify(stack)) ?? [];
    if (checked.every(({ problems }) => problems.length === 0)) missed.push(where);
  }
  expect(missed).toEqual([]);
});

const BUS = "acme-dev-central";
const RULE = "acme-dev-jira_issues_payment-disputed";
const QUEUE = `${RULE}_dlq`;
const HERE = "eu-central-1:200000000001";

/** What is found of one stack once somebody has changed something by hand. */
async function foundAfter(change: (holdings: Holdings) => void, stack = "tenant-jira"): Promise<string[]> {
  change(aws.holdings);
  return found({ stacks: [stack] });
}

/** Text of a policy, changed. */
function edited(policy: unknown, edit: (statements: Fields[]) => void): string {
  const document = JSON.parse(String(policy)) as { Statement: Fields[] };
  edit(document.Statement);
  return JSON.stringify(document);
}

const HANDMADE = { Sid: "handmade", Effect: "Allow", Principal: "*", Action: "events:PutEvents", Resource: "*" };

describe("the policy of the bus", () => {
  const bus = (holdings: Holdings) => holdings.buses[BUS] ?? {};

  test("with a statement for everybody", async () => {
    expect(
      await foundAfter((aws) => {
        bus(aws)["Policy"] = edited(bus(aws)["Policy"], (statements) => statements.push(HANDMADE));
      }, "central-bus"),
    ).toEqual([
      `event bus ${BUS} its policy has a statement nobody declared: "handmade" allows events:PutEvents to everybody (*)`,
    ]);
  });

  test("with a statement that says something else, and without one", async () => {
    expect(
      await foundAfter((aws) => {
        bus(aws)["Policy"] = edited(bus(aws)["Policy"], (statements) => {
          statements.splice(3, 1);
          statements[1] = { ...statements[1], Principal: { AWS: "299999999999" } };
        });
      }, "central-bus"),
    ).toEqual([
      `event bus ${BUS} its policy has statement "PublishIdentity" otherwise than declared: principal is "299999999999" instead of "210000000002"`,
      `event bus ${BUS} its policy lacks a declared statement: "DenyAwsSources" denies events:PutEvents to everybody (*), on a condition`,
    ]);
  });

  test("that says the same in other words is the same", async () => {
    expect(
      await foundAfter((aws) => {
        bus(aws)["Policy"] = edited(bus(aws)["Policy"], (statements) => {
          statements.reverse();
          for (const statement of statements) {
            const { AWS } = statement["Principal"] as { AWS?: string };
            statement["Principal"] = AWS === undefined ? { AWS: "*" } : { AWS: [/\d{12}/.exec(AWS)?.[0]] };
            statement["Action"] = [statement["Action"]];
          }
        });
      }, "central-bus"),
    ).toEqual([]);
  });

  test("that is gone", async () => {
    expect(await foundAfter((aws) => delete bus(aws)["Policy"], "central-bus")).toHaveLength(4);
  });
});

describe("a rule", () => {
  const held = (holdings: Holdings) => {
    const found = holdings.rules[`${BUS}/${RULE}`];
    if (found === undefined) throw new Error("The rule is not there");
    return found;
  };
  const target = (holdings: Holdings) => held(holdings).targets[0] ?? {};

  test("that matches something else: only what differs is said", async () => {
    expect(
      await foundAfter((aws) => {
        const pattern = JSON.parse(String(held(aws).rule["EventPattern"])) as Fields;
        held(aws).rule["EventPattern"] = JSON.stringify({
          ...pattern,
          source: ["com.acme.other"],
          "detail-type": undefined,
        });
      }),
    ).toEqual([
      `rule ${RULE} matches another pattern than declared: ` +
        'detail-type is missing, which is declared ["Payment Disputed"]; source is ["com.acme.other"] instead of ["com.acme.billing"]',
    ]);
  });

  test("whose pattern is written in another order matches the same", async () => {
    expect(
      await foundAfter((aws) => {
        for (const { rule } of Object.values(aws.rules)) {
          if (typeof rule["EventPattern"] !== "string") continue;
          const members = Object.entries(JSON.parse(rule["EventPattern"]) as Fields).reverse();
          rule["EventPattern"] = JSON.stringify(
            Object.fromEntries(members.map(([key, value]) => [key, Array.isArray(value) ? value.reverse() : value])),
            undefined,
            2,
          );
        }
      }, "tenant-salesforce"),
    ).toEqual([]);
  });

  test("with a target besides, of whichever page", async () => {
    expect(
      await foundAfter((aws) => held(aws).targets.push({ Id: "handmade", Arn: `arn:aws:sqs:${HERE}:elsewhere` })),
    ).toEqual([`rule ${RULE} has a target nobody declared: handmade, which is arn:aws:sqs:${HERE}:elsewhere`]);
  });

  test("that sends something else: the line of the template that differs is said", async () => {
    expect(
      await foundAfter((aws) => {
        const { InputPathsMap, InputTemplate } = target(aws)["InputTransformer"] as Fields;
        target(aws)["InputTransformer"] = {
          InputPathsMap: { ...(InputPathsMap as Fields), total: "$.detail.total.amount" },
          InputTemplate: String(InputTemplate).replace("SBX", "PROD"),
        };
      }),
    ).toEqual([
      `rule ${RULE} target issues is not as declared: ` +
        'input paths.total is "$.detail.total.amount" instead of "$.detail.total.formatted"; ' +
        'line 3 of its input template is "    \\"project\\": { \\"key\\": \\"PROD\\" }," instead of "    \\"project\\": { \\"key\\": \\"SBX\\" },"',
    ]);
  });

  test("whose retry policy and role are others", async () => {
    expect(
      await foundAfter((aws) => {
        delete target(aws)["RetryPolicy"];
        target(aws)["RoleArn"] = "arn:aws:iam::200000000001:role/admin";
      }),
    ).toEqual([
      `rule ${RULE} target issues has role arn:aws:iam::200000000001:role/admin; it is declared with arn:aws:iam::200000000001:role/${RULE}`,
      `rule ${RULE} target issues is not as declared: maximum event age is 86400 instead of 7200; maximum retry attempts is 185 instead of 3`,
    ]);
  });

  test("that fires by the clock besides", async () => {
    expect(await foundAfter((aws) => (held(aws).rule["ScheduleExpression"] = "rate(1 minute)"))).toEqual([
      `rule ${RULE} fires rate(1 minute); it is declared to fire on none`,
    ]);
  });
});

describe("rules on the hub's bus that nobody declared", () => {
  const add = (holdings: Holdings) => {
    const targets = [{ Id: "1", Arn: `arn:aws:sqs:${HERE}:elsewhere` }];
    holdings.rules[`${BUS}/handmade`] = { rule: { Name: "handmade", State: "ENABLED" }, targets };
    const managed = { Name: "Events-Archive-acme", ManagedBy: "prod.vhs.events.aws.internal" };
    holdings.rules[`${BUS}/Events-Archive-acme`] = { rule: managed, targets: [] };
  };

  test("are found, with where they send; those that AWS manages are AWS's", async () => {
    expect(await foundAfter(add, "central-bus")).toEqual([
      `event bus ${BUS} has a rule nobody declared: handmade, which sends to arn:aws:sqs:${HERE}:elsewhere`,
    ]);
  });

  test("are no fault while stacks are deployed, which may take them away", async () => {
    add(aws.holdings);
    const verify = await openVerification(hub, topology, declaredConnections(environment));
    expect((await verify("central-bus"))?.flatMap(({ problems }) => problems)).toEqual([]);
  });
});

describe("an API destination", () => {
  test("that calls elsewhere, or faster", async () => {
    expect(
      await foundAfter((aws) =>
        Object.assign(aws.apiDestinations["acme-dev-jira_issues"] ?? {}, {
          InvocationEndpoint: "https://example.com",
          InvocationRateLimitPerSecond: 300,
        }),
      ),
    ).toEqual([
      "API destination acme-dev-jira_issues calls https://example.com; it is declared to call https://acme-sandbox.atlassian.net/rest/api/3/issue",
      "API destination acme-dev-jira_issues makes 300 calls a second at most; it is declared with 2",
    ]);
  });
});

describe("a connection", () => {
  const connection = "acme-dev-salesforce";

  test("that gets its token elsewhere", async () => {
    expect(
      await foundAfter((aws) => {
        const { OAuthParameters } = aws.connections[connection]?.["AuthParameters"] as { OAuthParameters: Fields };
        OAuthParameters["AuthorizationEndpoint"] = "https://example.com/token";
      }, "tenant-salesforce"),
    ).toEqual([
      expect.stringMatching(
        /^connection acme-dev-salesforce is not as its spec says: authorization endpoint is "https:\/\/example.com\/token" instead of "https:/,
      ),
    ]);
  });

  test("whose spec somebody has changed: the sync function would make the connection of it", async () => {
    expect(
      await foundAfter((aws) => {
        const spec = aws.parameters["/acme/dev/connections/jira"] ?? "";
        aws.parameters["/acme/dev/connections/jira"] = spec.replace("tenants/jira", "tenants/other");
      }),
    ).toEqual([
      'connection acme-dev-jira its spec /acme/dev/connections/jira is not as declared: secretName is "acme/dev/tenants/other" instead of "acme/dev/tenants/jira"',
    ]);
  });
});

describe("a dead-letter queue", () => {
  const queue = (holdings: Holdings) => holdings.queues[QUEUE] ?? {};

  test("that everybody may send to", async () => {
    expect(
      await foundAfter((aws) => {
        const open = { Sid: "open", Effect: "Allow", Principal: { AWS: "*" }, Action: "sqs:*", Resource: "*" };
        queue(aws)["Policy"] = edited(queue(aws)["Policy"], (statements) => statements.push(open));
      }),
    ).toEqual([
      expect.stringContaining("its policy lets others send to it"),
      `dead-letter queue ${QUEUE} its policy has a statement nobody declared: "open" allows sqs:* to everybody (*)`,
    ]);
  });

  test("that keeps messages for a minute, under another key", async () => {
    expect(
      await foundAfter((aws) =>
        Object.assign(queue(aws), { MessageRetentionPeriod: "60", KmsMasterKeyId: "alias/acme-dev-hub" }),
      ),
    ).toEqual([
      `dead-letter queue ${QUEUE} keeps messages for 60 s; it is declared to keep them for 1,209,600 s`,
      `dead-letter queue ${QUEUE} is encrypted with key alias/acme-dev-hub; it is declared with alias/acme-dev-dead-letters`,
    ]);
  });

  test("whose key is called by its ARN, its alias or the alias's ARN has the same key", async () => {
    for (const key of ["alias/acme-dev-dead-letters", `arn:aws:kms:${HERE}:key/acme-dev-dead-letters`]) {
      expect(await foundAfter((aws) => (queue(aws)["KmsMasterKeyId"] = key))).toEqual([]);
    }
  });
});

describe("a role", () => {
  const role = (holdings: Holdings) => {
    const found = holdings.roles[RULE];
    if (found === undefined) throw new Error("The role is not there");
    return found;
  };

  test("that may do more", async () => {
    expect(
      await foundAfter((aws) => {
        role(aws).inlinePolicies["target"] = edited(role(aws).inlinePolicies["target"], (statements) => {
          statements[0] = {
            ...statements[0],
            Resource: `arn:aws:events:${HERE}:api-destination/acme-dev-jira_issues/*`,
          };
          statements.push({ Effect: "Allow", Action: ["s3:*"], Resource: "*" });
        });
      }),
    ).toEqual([
      `role ${RULE} its policy "target" has a statement nobody declared: one without a Sid allows s3:* on *`,
      `role ${RULE} its policy "target" has statement "InvokeApiDestination" otherwise than declared: ` +
        `resource is "arn:aws:events:${HERE}:api-destination/acme-dev-jira_issues/*" instead of ` +
        `"arn:aws:events:${HERE}:api-destination/acme-dev-jira_issues/0aa1b2c3"`,
    ]);
  });

  test("with policies besides, inline and attached, and a boundary", async () => {
    const allow = { Sid: "All", Effect: "Allow", Action: "*", Resource: "*" };
    expect(
      await foundAfter((aws) => {
        role(aws).inlinePolicies["extra"] = JSON.stringify({ Statement: allow });
        role(aws).attachedPolicies.push("arn:aws:iam::aws:policy/AdministratorAccess");
        role(aws).permissionsBoundary = "arn:aws:iam::aws:policy/PowerUserAccess";
      }),
    ).toEqual([
      `role ${RULE} has a policy nobody declared: "extra": "All" allows * on *`,
      `role ${RULE} has a managed policy nobody declared: arn:aws:iam::aws:policy/AdministratorAccess`,
      `role ${RULE} has permissions boundary arn:aws:iam::aws:policy/PowerUserAccess; it is declared with arn:aws:iam::200000000001:policy/acme-dev-boundary`,
    ]);
  });

  test("without its policy, and taken on by others", async () => {
    expect(
      await foundAfter((aws) => {
        role(aws).inlinePolicies = {};
        role(aws).trustPolicy = edited(role(aws).trustPolicy, ([statement]) => {
          if (statement !== undefined)
            statement["Principal"] = { Service: "events.amazonaws.com", AWS: "299999999999" };
        });
      }),
    ).toEqual([
      `role ${RULE} its trust policy has statement "EventBridgeForTheseRules" otherwise than declared: principal also has "299999999999"`,
      `role ${RULE} lacks its declared policy "target"`,
    ]);
  });

  test("that is gone", async () => {
    expect(await foundAfter((aws) => Reflect.deleteProperty(aws.roles, RULE))).toEqual([`role ${RULE} does not exist`]);
  });
});

describe("what may not be looked at", () => {
  test.each(["iam:GetRole", "iam:GetRolePolicy", "iam:ListRolePolicies", "iam:ListAttachedRolePolicies"])(
    "for want of %s is said, and hides nothing else",
    async (action) => {
      aws.denied.add(action);
      expect(
        await foundAfter(
          (holdings) => (holdings.queues[QUEUE] = { ...holdings.queues[QUEUE], MessageRetentionPeriod: "60" }),
        ),
      ).toEqual([
        expect.stringContaining("keeps messages for 60 s"),
        `role ${RULE} could not be looked at: the operators' role needs ${action}; apply stack connection-credentials, which says what it may`,
      ]);
    },
  );

  test("is neither there nor missing", async () => {
    aws.denied.add("sqs:GetQueueAttributes").add("events:ListRules");
    const checked = await verifyHub(hub, topology, declaredConnections(environment), { stacks: ["central-bus"] });
    expect(checked.filter(({ exists }) => exists === null).map(({ kind }) => kind)).toEqual([
      "event bus",
      "dead-letter queue",
    ]);
  });
});

test("of the stacks that are named nothing else is looked at", async () => {
  aws.holdings = { ...aws.holdings, roles: {} };
  const named = await found({ stacks: ["tenant-jira", "central-bus"] });
  expect(named).toEqual([`role ${RULE} does not exist`]);
});
