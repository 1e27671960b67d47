/** An event that both tenants get. */
import type { StepAnswer } from "./answer";
import type { SmokeContext } from "./context";
import { TENANTS } from "./environment/files";
import { requestsOf } from "./events";

/** Whether an event came to the endpoint of every tenant, each with credentials that it takes. */
export async function deliveredToAll(context: SmokeContext, marker: string): Promise<StepAnswer> {
  const tenants = Object.keys(TENANTS).length;
  const began = Date.now();
  const requests = await requestsOf(context, marker, tenants);
  const seconds = Math.round((Date.now() - began) / 1_000);
  const { by } = await context.deliveries();
  const told = requests.map(({ method, path, answer }) => `${method} ${path}: ${answer}`);
  const isWhole = requests.length >= tenants && requests.every(({ answer }) => answer === 200);
  if (isWhole) return { kind: "passed", by, says: [`${told.join(", ")}; after ${seconds} s`] };
  const expected = `${tenants} requests, each answered 200, were expected within ${seconds} s`;
  return { kind: "failed", because: [`${expected}; there were ${told.length === 0 ? "none" : told.join(", ")}`] };
}
