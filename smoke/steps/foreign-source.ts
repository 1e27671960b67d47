import { InvokeCommand } from "@aws-sdk/client-lambda";
import { z } from "zod";
import { functionNames } from "../../catalogue/names";
import type { SmokeContext } from "../context";
import { DETAIL_TYPES, ENDPOINT, FUNCTION, SOURCES } from "../environment/files";
import { newMarker } from "../events";
import { failed, passed, type Step } from "./step";

const FOREIGN = "com.example.smoke.foreign";

/**
 * The bus policy holds other accounts to their sources, and a sandbox is one account: here it is the role of a function
 * that is held to its own.
 */
export const foreignSource: Step = {
  sentence: "A function may put events of its own source, and is refused one of a foreign source",
  needs: ["apply-tenants"],
  run: async (context) => {
    const { by } = await context.deliveries();
    const own = await invoked(context, SOURCES.direct);
    if (own !== undefined) return failed(`its own source ${SOURCES.direct} is refused: ${own}`);
    const foreign = await invoked(context, FOREIGN);
    if (foreign === undefined) return failed(`the foreign source ${FOREIGN} is accepted`);
    // Whatever else went wrong is no refusal.
    return /AccessDenied|NotAuthorized/.test(foreign) ? passed(by, foreign) : failed(foreign);
  },
};

const errorSchema = z.object({ errorType: z.string().optional(), errorMessage: z.string().optional() });
const answerSchema = z.object({ errorCode: z.string().optional() });

/** @returns why the function could not put an event of that source */
async function invoked(context: SmokeContext, source: string): Promise<string | undefined> {
  const { lambda } = await context.deliveries();
  const { FunctionError: failure, Payload } = await lambda.send(
    new InvokeCommand({
      FunctionName: functionNames(context.emitted().environment.hub, ENDPOINT, FUNCTION).function,
      Payload: JSON.stringify({
        source,
        detailType: DETAIL_TYPES.wanted,
        detail: { marker: newMarker(context, "function") },
      }),
    }),
  );
  const json: unknown = JSON.parse(Payload === undefined ? "{}" : Buffer.from(Payload).toString("utf8"));
  if (failure === undefined) return answerSchema.parse(json).errorCode;
  const { errorType = failure, errorMessage = "" } = errorSchema.parse(json);
  return `${errorType}: ${errorMessage}`;
}
