import { parseArn } from "../../aws/arn";
import { ownMember } from "../input";
import { accountOfRole, isAccount } from "./provider-account";
import { PlannedReferences, type ModuleScope, type Repeating } from "./planned-references";
import { expressionOf, showJsonSchema, type ShowJson, type ShownModule } from "./show-json-schema";
import { asTemplate } from "./template-text";
import { isTooDeep } from "./terraform-depth";
import { UnreadableTerraformError, Unresolved, type TerraformResource, type TerraformStack } from "./terraform-stack";

/** A plan or state as `terraform show -json` prints it, parsed from JSON. */
export interface ShownStack {
  /** What to call it in answers. */
  readonly name: string;
  readonly json: unknown;
  /** Twelve digits; needed where neither the provider nor an ARN in the state tells. */
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

type ShownResource = NonNullable<ShownModule["resources"]>[number];

/**
 * Reads a plan or a state. What is known only after apply is taken from the configuration within the plan, where that
 * tells what it will be.
 *
 * @throws UnreadableTerraformError when it is neither, or when the plan failed
 */
export function readShownStack(shown: ShownStack): TerraformStack {
  if (isTooDeep(shown.json)) throw new UnreadableTerraformError(shown.name, "malformed", "is nested too deeply");
  const parsed = showJsonSchema.safeParse(shown.json);
  const root = parsed.data?.planned_values?.root_module ?? parsed.data?.values?.root_module;
  const isEmpty = isRecord(shown.json) && Object.keys(shown.json).every((key) => EMPTY_STATE.has(key));
  if (!parsed.success || (parsed.data.planned_values === undefined && parsed.data.values === undefined && !isEmpty)) {
    throw new UnreadableTerraformError(
      shown.name,
      "malformed",
      "is not what terraform show -json prints of a plan or state",
    );
  }
  if (parsed.data.errored === true) {
    throw new UnreadableTerraformError(shown.name, "failedPlan", "is a plan that failed; its resources are not in it");
  }
  const document = parsed.data;
  const scope = { prefix: "", configuration: document.configuration?.root_module, parent: undefined, call: "" };
  const instances = root === undefined ? [] : instancesOf(root, scope);
  const reading = new ShownStackReader(document, shown, instances);
  return {
    name: shown.name,
    dependencies: [],
    ...reading.place,
    resources: instances.map((instance) => reading.resource(instance)),
    unknown:
      document.complete === false
        ? [{ stack: shown.name, address: "(plan)", what: "the plan is not complete: Terraform deferred changes" }]
        : [],
  };
}

/** All that a state without resources is shown as. */
const EMPTY_STATE: ReadonlySet<string> = new Set(["format_version", "terraform_version", "timestamp"]);

interface Instance {
  readonly resource: ShownResource;
  readonly scope: ModuleScope;
}

/** The resources of a module and of all below it, which may be many levels. */
function instancesOf(root: ShownModule, rootScope: ModuleScope, mode: "managed" | "data" = "managed"): Instance[] {
  const instances: Instance[] = [];
  const waiting: { readonly module: ShownModule; readonly scope: ModuleScope }[] = [{ module: root, scope: rootScope }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { module, scope } = next;
    for (const resource of module.resources ?? []) if (resource.mode === mode) instances.push({ resource, scope });
    // The last is taken first: in their order all the same.
    for (const child of [...(module.child_modules ?? [])].reverse()) {
      const call = /\.?module\.(?<call>[\w-]+)(?:\[[^\]]*\])?$/.exec(child.address ?? "")?.groups?.["call"] ?? "";
      const configuration = ownMember(scope.configuration?.module_calls, call)?.module;
      waiting.push({ module: child, scope: { prefix: `${child.address ?? ""}.`, configuration, parent: scope, call } });
    }
  }
  return instances;
}

class ShownStackReader {
  readonly place: { readonly account: string | undefined; readonly region: string | undefined };
  private readonly references: PlannedReferences;
  private readonly unknownAfter: ReadonlyMap<string, unknown>;
  private readonly seen: ReadonlyMap<string, PlaceSeen>;

  constructor(
    private readonly document: ShowJson,
    shown: ShownStack,
    instances: readonly Instance[],
  ) {
    this.references = new PlannedReferences(instances.map(({ resource }) => resource.address));
    this.unknownAfter = new Map(
      (document.resource_changes ?? []).map(({ address, change }) => [address, change.after_unknown]),
    );
    this.seen = placesSeen(document);
    const provider = this.providerPlace("aws");
    const fromArns = instances.map(({ resource }) => placeOfOwnArn(resource));
    this.place = {
      account: shown.account ?? provider.account ?? fromArns.find((arn) => arn !== undefined)?.account,
      region: shown.region ?? provider.region ?? fromArns.find((arn) => arn !== undefined)?.region,
    };
  }

  resource({ resource, scope }: Instance): TerraformResource {
    const { address, type, name, index, values = {} } = resource;
    const configured = scope.configuration?.resources?.find(
      (one) => one.mode === "managed" && one.type === type && one.name === name,
    );
    const own = placeOfOwnArn(resource);
    const provider = this.providerPlace(configured?.provider_config_key ?? "aws");
    const known = asTemplates(values) as Record<string, unknown>;
    return {
      address,
      type,
      name,
      modulePrefix: scope.prefix,
      account: own?.account ?? provider.account ?? this.place.account,
      region: own?.region ?? provider.region ?? this.place.region,
      values: this.filled(known, this.unknownAfter.get(address), configured?.expressions, scope, {
        index,
        forEach: configured?.for_each_expression,
      }),
    };
  }

  /** The known values, and in place of each that is known only after apply what it refers to. */
  private filled(
    known: Readonly<Record<string, unknown>>,
    unknownAfter: unknown,
    expressions: Readonly<Record<string, unknown>> | undefined,
    scope: ModuleScope,
    repeating: Repeating,
  ): Record<string, unknown> {
    const filled: Record<string, unknown> = { ...known };
    for (const [argument, unknown] of entriesOf(unknownAfter)) {
      const expression = ownMember(expressions, argument);
      if (unknown === true) {
        // Without an expression it is AWS that sets it: an ARN, for one, which is computed from the rest.
        if (expression !== undefined)
          filled[argument] = this.references.template(expression, argument, scope, repeating);
        else if (expressions === undefined) filled[argument] = new Unresolved("known only after apply");
      } else if (Array.isArray(unknown)) {
        const blocks = Array.isArray(expression) ? (expression as unknown[]) : [];
        const knownBlocks = ownMember(known, argument);
        filled[argument] = (Array.isArray(knownBlocks) ? (knownBlocks as unknown[]) : []).map((block, at) =>
          isRecord(block) && isRecord(unknown[at])
            ? this.filled(block, unknown[at], recordOf(blocks[at]), scope, repeating)
            : unknown[at] === true
              ? new Unresolved("known only after apply")
              : block,
        );
      }
    }
    return filled;
  }

  private providerPlace(key: string) {
    const { provider_config: providers } = this.document.configuration ?? {};
    const expressions = (ownMember(providers, key) ?? providers?.["aws"])?.expressions ?? {};
    const accounts = this.constant(expressions["allowed_account_ids"]);
    const account: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
    const region = this.constant(expressions["region"]);
    const seen = this.seen.get(key);
    return {
      account: isAccount(account)
        ? account
        : (accountOfRole(expressions["assume_role"], (value) => this.constant(value)) ?? seen?.account),
      region: typeof region === "string" ? region : seen?.region,
    };
  }

  private constant(expression: unknown): unknown {
    const { constant_value: constant, references } = expressionOf(expression) ?? {};
    const variable = /^var\.(?<name>[\w-]+)$/.exec(references?.[0] ?? "")?.groups?.["name"];
    return variable === undefined || references?.length !== 1
      ? constant
      : ownMember(this.document.variables, variable)?.value;
  }
}

/** Account and Region as data sources have told them. */
interface PlaceSeen {
  account?: string;
  region?: string;
}

/**
 * Where providers work, by what a plan or state has read with them: `aws_caller_identity` and `aws_region`, by the key of
 * the provider. A state does not tell providers apart; there, data counts only where all of it says the same.
 */
function placesSeen(document: ShowJson): ReadonlyMap<string, PlaceSeen> {
  const seen = new Map<string, PlaceSeen>();
  const scope = { prefix: "", configuration: document.configuration?.root_module, parent: undefined, call: "" };
  const roots = [
    document.prior_state?.values?.root_module,
    document.values?.root_module,
    document.planned_values?.root_module,
  ];
  const data = roots.flatMap((root) => (root === undefined ? [] : instancesOf(root, scope, "data")));
  const accounts = new Set(data.flatMap(({ resource }) => accountIn(resource) ?? []));
  for (const { resource, scope: own } of data) {
    const configured = own.configuration?.resources?.find(
      (one) => one.mode === "data" && one.type === resource.type && one.name === resource.name,
    );
    const key = configured?.provider_config_key ?? (accounts.size === 1 ? "aws" : undefined);
    if (key === undefined) continue;
    const place = seen.get(key) ?? {};
    const account = accountIn(resource);
    if (account !== undefined) place.account = account;
    const region =
      resource.type === "aws_region" ? (resource.values?.["region"] ?? resource.values?.["name"]) : undefined;
    if (typeof region === "string") place.region = region;
    seen.set(key, place);
  }
  return seen;
}

function accountIn({ type, values }: ShownResource): string | undefined {
  const account = type === "aws_caller_identity" ? values?.["account_id"] : undefined;
  return isAccount(account) ? account : undefined;
}

/** Types whose `arn` is their own; that of a target is where it sends. */
const HAVE_ARNS: ReadonlySet<string> = new Set([
  "aws_cloudwatch_event_api_destination",
  "aws_cloudwatch_event_bus",
  "aws_cloudwatch_event_connection",
  "aws_cloudwatch_event_rule",
  "aws_dynamodb_table",
  "aws_lambda_function",
  "aws_sqs_queue",
]);

function placeOfOwnArn({ type, values }: ShownResource) {
  const arn = HAVE_ARNS.has(type) ? values?.["arn"] : undefined;
  return typeof arn === "string" ? parseArn(arn) : undefined;
}

function asTemplates(value: unknown): unknown {
  if (typeof value === "string") return asTemplate(value);
  if (Array.isArray(value)) return value.map(asTemplates);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [asTemplate(key), asTemplates(item)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
  return isRecord(value) ? value : undefined;
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}
