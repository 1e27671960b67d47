import { assumedRoleArn } from "../../aws/arn";
import { evaluateIdentityPolicies } from "../policy";
import { AwsError } from "./aws-protocol";
import type { LambdaFunction, Topology } from "../topology";
import type { Reporter } from "./report";

/** Who calls AWS on this machine. */
export type Caller =
  /** Somebody who says which account they are; their policies are not in this Terraform, so they may do anything in it. */
  | { readonly kind: "account"; readonly account: string }
  /** A role of the Terraform: its policies decide. `session` is what runs under it, a function's name for one. */
  | { readonly kind: "role"; readonly account: string; readonly roleArn: string; readonly session: string };

/** Something that a caller wants to do. */
export interface Attempt {
  readonly action: string;
  readonly resource: string;
  readonly region: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** The access key id that stands for a function, so that its calls are known by it. It opens nothing anywhere. */
export function accessKeyIdOf({ account, name }: LambdaFunction): string {
  return `local.${account}.${name}`;
}

/** The answer to a call that does not say which account it is of. */
export function accountNotSaid(): AwsError {
  return new AwsError(
    "UnrecognizedClientException",
    "The local hub takes the calling account from the access key id: set AWS_ACCESS_KEY_ID to its twelve digits.",
  );
}

/** Says who calls, and who may do what by the policies of the roles in the Terraform. */
export class Access {
  readonly #functions: ReadonlyMap<string, LambdaFunction>;

  constructor(
    private readonly topology: Topology,
    private readonly report: Reporter,
  ) {
    this.#functions = new Map(topology.functions.map((lambda) => [accessKeyIdOf(lambda), lambda]));
  }

  /** The caller of a call; undefined when it does not say. */
  callerOf(accessKeyId: string | undefined, account: string | undefined): Caller | undefined {
    const lambda = this.#functions.get(accessKeyId ?? "");
    if (lambda !== undefined) {
      return { kind: "role", account: lambda.account, roleArn: lambda.roleArn, session: lambda.name };
    }
    return account === undefined ? undefined : { kind: "account", account };
  }

  /**
   * Why a caller may not do something, as AWS words it; undefined when it may. What nobody knows is refused too: the
   * report then says what it is.
   */
  refusal(caller: Caller, { action, resource, region, context }: Attempt): string | undefined {
    if (caller.kind === "account") return undefined;
    const { account, roleArn, session } = caller;
    const role = this.topology.roles.find(({ arn }) => arn === roleArn);
    const request = { action, resource, region, principalArn: roleArn, principalAccount: account, context };
    const verdict =
      role === undefined
        ? { decision: "unknown" as const, reason: `its role is not in this Terraform: ${roleArn}` }
        : evaluateIdentityPolicies(role.policies, request, role.unreadPolicies);
    if (verdict.decision === "allowed") return undefined;
    this.report({ kind: "denied", by: session, action, resource, reason: verdict.reason });
    const why =
      verdict.decision === "denied" && verdict.explicit
        ? "with an explicit deny in an identity-based policy"
        : `because no identity-based policy allows the ${action} action`;
    return `User: ${assumedRoleArn(caller)} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
  }
}
