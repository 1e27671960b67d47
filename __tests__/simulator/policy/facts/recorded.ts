import { readRecordingFile } from "../../recordings";
import type { Call, PolicyCase } from "./fact";

interface Recording {
  readonly name: string;
  readonly policy: { readonly Statement?: readonly object[] } | null;
  readonly call: {
    readonly who: string;
    readonly account?: string;
    readonly via?: string;
    readonly action: string;
    readonly resource?: string;
    readonly rule?: string;
    readonly sourceArn?: string;
    readonly encryptionContext?: Readonly<Record<string, string>>;
    readonly entries?: readonly { readonly Source: string; readonly DetailType: string }[];
  };
  readonly expected: string;
}

/** The recordings about one call under one policy, by name; `undefined` where the file is not there. */
export function recordedCases(): readonly (readonly [name: string, one: PolicyCase])[] | undefined {
  const recordings = readRecordingFile("policy-recorded.json") as readonly Recording[] | undefined;
  return recordings?.flatMap((recording) => caseOf(recording).map((one) => [recording.name, one] as const));
}

function caseOf({ policy, call, expected }: Recording): readonly PolicyCase[] {
  const asked = callOf(call);
  if (asked === undefined || (expected !== "allowed" && expected !== "denied")) return [];
  // Some recordings tell of identity, trust and key policies together, which is another question.
  if (policy !== null && policy.Statement === undefined) return [];
  const arn = call.resource ?? "*";
  const resource = { arn, account: arn.split(":")[4] ?? "" };
  return [{ resource, statements: policy?.Statement, call: asked, decision: expected }];
}

function callOf({
  who,
  account,
  via,
  action,
  resource = "*",
  rule,
  sourceArn,
  ...more
}: Recording["call"]): Call | undefined {
  const { encryptionContext = {}, entries = [] } = more;
  const behalf = rule ?? sourceArn;
  if (who === "events.amazonaws.com" && behalf !== undefined) {
    const context = Object.entries(encryptionContext).map(([key, value]) => [`kms:EncryptionContext:${key}`, value]);
    return {
      kind: "service",
      action,
      resource,
      rule: behalf,
      context: Object.fromEntries(context) as Record<string, string>,
    };
  }
  const [entry, ...others] = entries;
  if (action !== "events:PutEvents" || entry === undefined || others.length > 0 || account === undefined)
    return undefined;
  const event = { source: entry.Source, detailType: entry.DetailType };
  const viaRule = via?.startsWith("rule") === true ? { viaRule: `arn:aws:events:us-east-1:${account}:rule/a/b` } : {};
  return { kind: "publish", account, arn: who, ...event, ...viaRule };
}
