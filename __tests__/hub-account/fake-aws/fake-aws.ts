/** An AWS that answers what `hub verify` asks from what a test says it holds, over the SDK's own protocols. */
import { randomUUID } from "node:crypto";
import { keyBehind } from "../../permissions/emitted-statements";
import type { Answered, Received } from "../../stub-eventbridge/exchange";
import { Front } from "../../stub-eventbridge/front";
import type { Fields, HeldRole, Holdings } from "./holdings";

type Answer = Fields | undefined;

/** The place of what it holds. */
const PLACE = { account: "200000000001", region: "eu-central-1" };

export class FakeAws extends Front {
  /** Actions that the caller lacks the permission for, in IAM's spelling. */
  readonly denied = new Set<string>();
  /** Replaced by a test as a whole. */
  holdings: Holdings;

  private constructor(holdings: Holdings) {
    super();
    this.holdings = holdings;
  }

  static async start(holdings: Holdings): Promise<FakeAws> {
    const aws = new FakeAws(holdings);
    await aws.listen();
    return aws;
  }

  /** By which the SDK finds it, and credentials to sign in with. */
  get variables(): Readonly<Record<string, string>> {
    return {
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_MAX_ATTEMPTS: "1",
    };
  }

  protected answer(received: Received): Promise<Answered> {
    const body = received.body.toString();
    const target = received.headers["x-amz-target"];
    if (typeof target !== "string") return Promise.resolve(this.answerQuery(new URLSearchParams(body)));
    const [service = "", operation = ""] = target.split(".");
    const action = `${SERVICES[service] ?? service}:${operation}`;
    if (this.denied.has(action)) return Promise.resolve(refusedJson("AccessDeniedException", deniedMessage(action)));
    const answer = this.ask(operation, JSON.parse(body) as Fields);
    return Promise.resolve(
      answer === undefined ? refusedJson("ResourceNotFoundException", "There is none") : json(200, answer),
    );
  }

  /** Undefined where there is no such thing. */
  private ask(operation: string, input: Fields): Answer {
    const { buses, rules, apiDestinations, connections, queues, keys, parameters } = this.holdings;
    const { Name: named = "", EventBusName: bus = "default" } = input as Readonly<Record<string, string>>;
    switch (operation) {
      case "DescribeEventBus":
        return buses[named];
      case "ListRules":
        return {
          Rules: Object.entries(rules).flatMap(([key, { rule }]) => (key.startsWith(`${bus}/`) ? [rule] : [])),
        };
      case "DescribeRule":
        return rules[`${bus}/${named}`]?.rule;
      case "ListTargetsByRule":
        return this.targets(`${bus}/${String(input["Rule"])}`, input["NextToken"]);
      case "DescribeApiDestination":
        return apiDestinations[named];
      case "DescribeConnection":
        return connections[named];
      case "GetQueueUrl":
        return queues[String(input["QueueName"])] && { QueueUrl: `${this.endpoint}/${String(input["QueueName"])}` };
      case "GetQueueAttributes":
        return { Attributes: queues[String(input["QueueUrl"]).split("/").at(-1) ?? ""] };
      case "DescribeKey": {
        const arn = keyNamed(String(input["KeyId"]));
        return keys[arn] === undefined ? undefined : { KeyMetadata: { KeyId: arn, Arn: arn, KeyState: "Enabled" } };
      }
      case "GetKeyPolicy":
        return { Policy: keys[String(input["KeyId"])] };
      case "GetParameterHistory": {
        const Value = parameters[named];
        return Value === undefined
          ? undefined
          : { Parameters: [{ Name: named, Value, Version: 1, Labels: ["synced"] }] };
      }
      case "DescribeSecret":
        return { Name: input["SecretId"] };
      case "ListSecretVersionIds":
        return { Versions: [{ VersionId: "0aa1b2c3", VersionStages: ["AWSCURRENT", "SYNCED"] }] };
      default:
        throw new Error(`${operation} is not known to this AWS`);
    }
  }

  /** One a page. */
  private targets(rule: string, token: unknown): Answer {
    const targets = this.holdings.rules[rule]?.targets;
    if (targets === undefined) return undefined;
    const at = Number(token ?? 0);
    return { Targets: targets.slice(at, at + 1), ...(at + 1 < targets.length ? { NextToken: String(at + 1) } : {}) };
  }

  private answerQuery(form: URLSearchParams): Answered {
    const operation = form.get("Action") ?? "";
    if (this.denied.has(`iam:${operation}`)) return refusedXml("AccessDenied", deniedMessage(`iam:${operation}`));
    if (operation === "AssumeRole") {
      const expires = new Date(Date.now() + 3_600_000).toISOString();
      return xml(
        operation,
        `<Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey><SessionToken>T</SessionToken>` +
          `<Expiration>${expires}</Expiration></Credentials>`,
      );
    }
    const role = this.holdings.roles[form.get("RoleName") ?? ""];
    if (role === undefined) return refusedXml("NoSuchEntity", "There is none");
    return xml(operation, roleXml(operation, role, form.get("PolicyName") ?? ""));
  }
}

const SERVICES: Readonly<Record<string, string>> = {
  AWSEvents: "events",
  AmazonSQS: "sqs",
  AmazonSSM: "ssm",
  TrentService: "kms",
};

function keyNamed(idOrArn: string): string {
  if (idOrArn.startsWith("arn:")) return keyBehind(idOrArn);
  return keyBehind(`arn:aws:kms:${PLACE.region}:${PLACE.account}:${idOrArn}`);
}

function roleXml(operation: string, role: HeldRole, policyName: string): string {
  const members = (values: readonly string[]) => values.map((value) => `<member>${value}</member>`).join("");
  switch (operation) {
    case "GetRole": {
      const { permissionsBoundary: arn } = role;
      const boundary = `<PermissionsBoundary><PermissionsBoundaryArn>${arn ?? ""}</PermissionsBoundaryArn></PermissionsBoundary>`;
      return (
        `<Role><AssumeRolePolicyDocument>${encodeURIComponent(role.trustPolicy)}</AssumeRolePolicyDocument>` +
        `${arn === undefined ? "" : boundary}</Role>`
      );
    }
    case "ListRolePolicies":
      return `<PolicyNames>${members(Object.keys(role.inlinePolicies))}</PolicyNames>`;
    case "GetRolePolicy":
      return `<PolicyDocument>${encodeURIComponent(role.inlinePolicies[policyName] ?? "")}</PolicyDocument>`;
    case "ListAttachedRolePolicies":
      return `<AttachedPolicies>${members(
        role.attachedPolicies.map((arn) => `<PolicyArn>${arn}</PolicyArn>`),
      )}</AttachedPolicies>`;
    default:
      throw new Error(`${operation} is not known to this AWS`);
  }
}

function deniedMessage(action: string): string {
  return `User: arn:aws:sts::200000000001:assumed-role/operators/hub-verify is not authorized to perform: ${action} on resource: it`;
}

function json(status: number, fields: Fields): Answered {
  const headers = { "content-type": "application/x-amz-json-1.1" };
  return { status, headers, body: Buffer.from(JSON.stringify(fields)) };
}

function refusedJson(code: string, message: string): Answered {
  return json(400, { __type: code, message });
}

function xml(operation: string, result: string): Answered {
  const body = `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`;
  return { status: 200, headers: { "content-type": "text/xml" }, body: Buffer.from(body) };
}

function refusedXml(code: string, message: string): Answered {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
  return {
    status: code === "NoSuchEntity" ? 404 : 403,
    headers: { "content-type": "text/xml" },
    body: Buffer.from(body),
  };
}
