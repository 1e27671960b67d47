import {
  ListApiDestinationsCommand,
  ListConnectionsCommand,
  ListEventBusesCommand,
  ListRulesCommand,
} from "@aws-sdk/client-eventbridge";
import { GetAccountSummaryCommand } from "@aws-sdk/client-iam";
import { GetAccountSettingsCommand } from "@aws-sdk/client-lambda";
import { ACCOUNT_QUOTAS, rulesPerBus } from "../../aws/limits";
import type { SmokeContext } from "../context";
import { statusOf } from "../failure";
import { failed, passed, type Step } from "./step";

/** What is in use of a quota. `isDefault`: AWS tells no raised value where this is asked. */
interface Used {
  readonly used: number;
  readonly quota: number;
  readonly isDefault: boolean;
}

interface Quota {
  readonly what: string;
  /** What the run adds. */
  readonly needed: number;
  readonly ask: () => Promise<Used>;
}

/** The account has room for the run. */
export const quotas: Step = {
  sentence: "The account's quotas have room for what this run makes",
  needs: [],
  run: async (context) => {
    const [says, because]: [string[], string[]] = [[], []];
    for (const { what, needed, ask } of quotasOf(context)) {
      const found = await ask().catch((error: unknown) => {
        // An emulator does not have every call of AWS, and answers so.
        if (context.by === "emulator" && [404, 501].includes(statusOf(error) ?? 0)) return undefined;
        throw error;
      });
      if (found === undefined) {
        says.push(`${what}: the emulator does not say`);
        continue;
      }
      const { used, quota, isDefault } = found;
      const line = `${what}: ${used} of ${quota}${isDefault ? " (AWS's default)" : ""} are in use, ${needed} are needed`;
      if (used + needed > quota) because.push(`${line}; delete some, or have AWS raise the quota`);
      else says.push(line);
    }
    return because.length === 0 ? passed(context.by, ...says) : failed(...because);
  },
};

function quotasOf(context: SmokeContext): Quota[] {
  const { eventBridge, iam, lambda } = context.aws;
  const resources = context.wholeRun().flatMap((stack) => stack.resources);
  const amount = (type: string) => resources.filter((resource) => resource.type === type).length;
  const onDefaultBus = resources.filter(
    ({ type, values }) => type === "aws_cloudwatch_event_rule" && (values["event_bus_name"] ?? "default") === "default",
  ).length;
  const listed =
    (quota: number, page: (token: string | undefined) => Promise<{ items: number; next: string | undefined }>) =>
    async (): Promise<Used> => {
      let used = 0;
      let next: string | undefined;
      do {
        const { items, next: token } = await page(next);
        used += items;
        next = token;
      } while (next !== undefined);
      return { used, quota, isDefault: true };
    };
  const fromSummary = (used: string, quota: string) => async (): Promise<Used> => {
    const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}));
    const all: Readonly<Record<string, number | undefined>> = SummaryMap;
    return { used: all[used] ?? 0, quota: all[quota] ?? 0, isDefault: false };
  };
  return [
    {
      what: "event buses",
      // The hub's, and the application's own.
      needed: amount("aws_cloudwatch_event_bus") + 1,
      ask: listed(ACCOUNT_QUOTAS["event buses"].quota, async (NextToken) => {
        const { EventBuses = [], NextToken: next } = await eventBridge.send(new ListEventBusesCommand({ NextToken }));
        return { items: EventBuses.length, next };
      }),
    },
    {
      what: "rules on the default bus",
      needed: onDefaultBus,
      ask: listed(rulesPerBus(context.place.region), async (NextToken) => {
        const { Rules = [], NextToken: next } = await eventBridge.send(new ListRulesCommand({ NextToken }));
        return { items: Rules.length, next };
      }),
    },
    {
      what: "connections",
      needed: amount("aws_cloudwatch_event_connection"),
      ask: listed(ACCOUNT_QUOTAS.connections.quota, async (NextToken) => {
        const { Connections = [], NextToken: next } = await eventBridge.send(new ListConnectionsCommand({ NextToken }));
        return { items: Connections.length, next };
      }),
    },
    {
      what: "API destinations",
      needed: amount("aws_cloudwatch_event_api_destination"),
      ask: listed(ACCOUNT_QUOTAS["API destinations"].quota, async (NextToken) => {
        const { ApiDestinations = [], NextToken: next } = await eventBridge.send(
          new ListApiDestinationsCommand({ NextToken }),
        );
        return { items: ApiDestinations.length, next };
      }),
    },
    // The deployment's own role is one more.
    { what: "IAM roles", needed: amount("aws_iam_role") + 1, ask: fromSummary("Roles", "RolesQuota") },
    {
      what: "concurrent executions of functions",
      needed: amount("aws_lambda_function"),
      ask: async () => {
        const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
        return { used: 0, quota: AccountLimit?.UnreservedConcurrentExecutions ?? 0, isDefault: false };
      },
    },
  ];
}
