import { GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListPoliciesCommand } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, ListKeysCommand } from "@aws-sdk/client-kms";
import type { Front } from "../stub-eventbridge/front";
import { StubEventBridge } from "../stub-eventbridge/stub";
import { CALLERS_ACCOUNT, Emulator, type Account } from "./emulator";
import { runHub } from "./hub-command";
import { foundIn } from "./inventory";
import type { Ending, ProgramEnvironment } from "./terraform";

/** What `./hub smoke --json` prints. */
interface Printed {
  readonly cleaned: boolean;
  readonly steps: readonly {
    readonly step: string;
    readonly answer: {
      readonly kind: string;
      readonly says?: readonly string[];
      readonly because?: string | readonly string[];
    };
  }[];
}

/** How a run of `./hub smoke --json` ended. */
export interface SmokeEnding extends Printed {
  readonly exitCode: number;
  /** Steps that failed or were not tried, with the reason. */
  readonly failures: readonly { readonly step: string; readonly kind: string; readonly because: string }[];
}

/** A sandbox account on the emulator, with EventBridge as AWS was recorded to be in front of it. */
export class Sandbox {
  private constructor(
    readonly account: Account,
    private readonly env: ProgramEnvironment,
    private readonly servers: readonly { readonly stop: () => Promise<void> }[],
  ) {}

  /**
   * @param temporary where all that runs keeps what is temporary
   * @param inFront starts what sees every call first
   */
  static async start(temporary: string, inFront?: (behind: string) => Promise<Front>): Promise<Sandbox> {
    const emulator = await Emulator.start();
    const stub = await StubEventBridge.start(emulator);
    stub.outside.tokenEndpoint = ({ clientSecret }) => (clientSecret.startsWith("good-") ? "token" : "refusal");
    const front = await inFront?.(stub.endpoint);
    const { environment } = emulator.seenThrough((front ?? stub).endpoint);
    // No role is taken on: the user's own credentials are of the sandbox.
    const account = await emulator.seenThrough(stub.endpoint).account(CALLERS_ACCOUNT);
    const env = { ...environment, TF_CLI_ARGS_apply: "-parallelism=100", TMPDIR: temporary };
    return new Sandbox(account, env, [...(front === undefined ? [] : [front]), stub, emulator]);
  }

  async stop(): Promise<void> {
    for (const server of this.servers) await server.stop();
  }

  /** All that is in the account, of every kind that a run makes. */
  async holds(): Promise<Readonly<Record<string, readonly unknown[]>>> {
    const { apiGateway, dynamoDb, iam } = this.account;
    const [policies, apis, tables] = await Promise.all([
      iam.send(new ListPoliciesCommand({ Scope: "Local" })),
      apiGateway.send(new GetApisCommand({})),
      dynamoDb.send(new ListTablesCommand({})),
    ]);
    return {
      ...(await foundIn(this.account)),
      policies: (policies.Policies ?? []).map(({ PolicyName }) => PolicyName),
      APIs: (apis.Items ?? []).map(({ Name }) => Name),
      tables: tables.TableNames ?? [],
    };
  }

  /** Ids of the keys that wait for their deletion. */
  async keysToBeDeleted(): Promise<string[]> {
    const { kms } = this.account;
    const { Keys = [] } = await kms.send(new ListKeysCommand({ Limit: 1000 }));
    const described = await Promise.all(Keys.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId }))));
    return described.flatMap(({ KeyMetadata: key }) => (key?.KeyState === "PendingDeletion" ? (key.KeyId ?? []) : []));
  }

  /** Runs `./hub smoke` as it is. */
  hubSmoke(...args: readonly string[]): Promise<Ending & { readonly stderr: string }> {
    return runHub(["smoke", ...args], this.env);
  }

  /** Runs `./hub smoke --json`. */
  async smoke(...args: readonly string[]): Promise<SmokeEnding> {
    const { stdout, stderr, exitCode } = await this.hubSmoke("--json", ...args);
    if (!stdout.startsWith("{")) throw new Error(stderr + stdout);
    const printed = JSON.parse(stdout) as Printed;
    const failures = printed.steps.flatMap(({ step, answer: { kind, because = "" } }) =>
      kind === "failed" || kind === "not tried" ? [{ step, kind, because: [because].flat().join("\n") }] : [],
    );
    return { ...printed, exitCode, failures };
  }
}
