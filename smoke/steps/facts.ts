import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hubNames } from "../../catalogue/names";
import type { SmokeContext } from "../context";
import { deadLetterWith } from "../dead-letters";
import type { ReceivedRequest } from "../deliveries/deliveries";
import { DETAIL_TYPES, ODD, SOURCES } from "../environment/files";
import { newMarker, putEvent, requestsOf } from "../events";
import { factOf, tokenCallInWords, type Fact, type Outcome, type Recording } from "../facts";
import { OWN } from "../own-requests";
import { until } from "../until";
import { failed, passed, type Step } from "./step";

/** Values that have to be encoded somewhere on their way into a header or a query. */
const ODD_VALUES = [
  "plain",
  "a b",
  "a+b",
  "a%20b",
  "a&b=c",
  "a/b?c#d",
  "a,b;c",
  'say "hello"',
  "~*'()!",
  "ä",
  "€ 😀",
  "tab\tend",
] as const;

export const facts: Step = {
  sentence: "What AWS documents nowhere is recorded: the token call, encodings, and dead letters",
  needs: ["good-credentials"],
  run: async (context) => {
    const { by } = await context.deliveries();
    // The tenant with a token gets nothing else here, and asks for none before it has to.
    await mustPut(context, { detailType: DETAIL_TYPES.wanted, marker: newMarker(context, "token") });
    const recording: Recording = { by, suffix: context.suffix, ...context.place };
    const token = await tokenCall(context);
    if (token === undefined) return failed("the endpoint got no token call");
    const found: Fact[] = [
      factOf(recording, "token-call", "OAuth client credentials; grant_type alone is declared, as a body parameter", {
        outcome: "delivered",
        request: token,
      }),
      ...(await encodings(context, recording)),
      await refusal(context, recording),
    ];
    const says = [...tokenCallInWords(token), ...found.slice(1).map(inWords)];
    if (context.record === undefined) return passed(by, ...says);
    mkdirSync(path.dirname(path.resolve(context.record)), { recursive: true });
    writeFileSync(context.record, `${JSON.stringify(found, null, 2)}\n`);
    return passed(by, ...says, `${found.length} cases are in ${context.record}`);
  },
};

async function tokenCall(context: SmokeContext): Promise<ReceivedRequest | undefined> {
  const { requests, patience } = await context.deliveries();
  const own = Object.keys(OWN).map((name) => name.toLowerCase());
  // The last one: the first was made with credentials that are refused.
  const ask = async () =>
    (await requests()).findLast(({ path: at, headers }) => at === "/token" && !own.some((name) => name in headers));
  return until(ask, { seconds: patience, interruption: context.interruption });
}

async function encodings(context: SmokeContext, recording: Recording): Promise<Fact[]> {
  const put = [];
  for (const [index, odd] of ODD_VALUES.entries()) put.push({ odd, marker: await putOdd(context, index, odd) });
  const found: Fact[] = [];
  for (const { odd, marker } of put) {
    const cause = `header ${ODD.header} and query parameter ${ODD.query} are ${JSON.stringify(odd)}, from a JSON path`;
    found.push(factOf(recording, `parameter ${JSON.stringify(odd)}`, cause, await outcomeOf(context, "odd", marker)));
  }
  return found;
}

async function putOdd(context: SmokeContext, index: number, odd: string): Promise<string> {
  const marker = newMarker(context, `odd-${index}`);
  await mustPut(context, { detailType: DETAIL_TYPES.odd, marker, detail: { odd } });
  return marker;
}

async function refusal(context: SmokeContext, recording: Recording): Promise<Fact> {
  const marker = newMarker(context, "recorded-refusal");
  await mustPut(context, { detailType: DETAIL_TYPES.refused, marker });
  const letter = await until(() => deadLetterWith(context, { destination: "refused", id: "refused" }, marker), {
    seconds: (await context.deliveries()).patience,
    interruption: context.interruption,
  });
  const outcome: Outcome = letter === undefined ? { outcome: "none" } : { outcome: "deadLetter", letter };
  return factOf(recording, "refused-403", "the endpoint answers 403", outcome);
}

async function mustPut(
  context: SmokeContext,
  event: { readonly detailType: string; readonly marker: string; readonly detail?: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { eventBridge } = await context.deliveries();
  const { bus } = hubNames(context.emitted().environment.hub);
  const refused = await putEvent(eventBridge, { bus, source: SOURCES.direct, ...event });
  if (refused !== undefined) throw new Error(refused);
}

async function outcomeOf(context: SmokeContext, id: "odd", marker: string): Promise<Outcome> {
  const { patience } = await context.deliveries();
  const ended = await until(
    async (): Promise<Outcome | undefined> => {
      const [request] = await requestsOf(context, marker, 0);
      if (request !== undefined) return { outcome: "delivered", request };
      const letter = await deadLetterWith(context, { destination: "wanted", id }, marker);
      return letter && { outcome: "deadLetter", letter };
    },
    { seconds: patience, interruption: context.interruption },
  );
  return ended ?? { outcome: "none" };
}

function inWords({ name, outcome, request, attributes }: Fact): string {
  if (outcome === "delivered") {
    const header = request?.headers[ODD.header.toLowerCase()];
    return `${name}: ?${request?.query ?? ""}, header ${header === undefined ? "none" : JSON.stringify(header)}`;
  }
  return outcome === "deadLetter"
    ? `${name}: dead letter, ${attributes?.["ERROR_CODE"] ?? "no code"}: ${attributes?.["ERROR_MESSAGE"] ?? ""}`
    : `${name}: nothing came`;
}
