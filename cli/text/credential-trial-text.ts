/** What a product said to credentials. */
import type { CredentialTrial, TrialRequest } from "#simulator/delivery";
import { readJson } from "#simulator/input";
import { isMapping } from "../../catalogue/files/merge";

/** What is asked, and what a good answer is: any 2xx, or one with this status or field. */
export interface ExpectedAnswer {
  /** Undefined where the token alone is tried. */
  readonly request: TrialRequest | undefined;
  readonly succeeds?: {
    readonly status?: number | undefined;
    readonly field?: string | undefined;
    readonly equals?: string | boolean | number | undefined;
  };
}

/** Whether the credentials are good, and how that is known. */
export interface Verdict {
  readonly good: boolean;
  /** Whether the product said anything of the credentials at all. */
  readonly tried: boolean;
  /** Absent where none came. */
  readonly status?: number;
  /** Rest of a sentence about the product; nothing secret is in it. */
  readonly reason: string;
}

/** From the answer to a verdict. */
export function verdictOf(trial: CredentialTrial, { succeeds = {} }: ExpectedAnswer): Verdict {
  switch (trial.kind) {
    case "noToken":
      return { good: false, tried: true, reason: `gave no token: ${plain(trial.reason)}` };
    case "token":
      return { good: true, tried: true, reason: "gave a token; what it may do is not known" };
    case "unreachable":
      return { good: false, tried: false, reason: `could not be asked: ${plain(trial.reason)}` };
    case "answer": {
      const { status, body } = trial;
      const isSuccess = succeeds.status === undefined ? status >= 200 && status < 300 : status === succeeds.status;
      if (!isSuccess) return { good: false, tried: true, status, reason: `answered ${status}` };
      const { field, equals } = succeeds;
      if (field === undefined) return { good: true, tried: true, status, reason: `answered ${status}` };
      const found = fieldOf(body, field);
      const fits = equals === undefined ? found !== undefined : found === equals;
      const wanted = equals === undefined ? `a field ${field}` : `${field}: ${String(equals)}`;
      return { good: fits, tried: true, status, reason: `answered ${status} ${fits ? "with" : "without"} ${wanted}` };
    }
  }
}

/** Reasons begin as EventBridge's do; here it is this machine that asks. */
function plain(reason: string): string {
  return reason.replace(/^Unable to invoke ApiDestination endpoint: /, "").replace(/\.$/, "");
}

function fieldOf(body: string, field: string): unknown {
  try {
    const answer: unknown = readJson(body);
    return isMapping(answer) && Object.hasOwn(answer, field) ? answer[field] : undefined;
  } catch {
    return undefined;
  }
}

/** A sentence or two. */
export function trialInWords(
  connection: string,
  { good, tried, reason }: Verdict,
  { request }: ExpectedAnswer,
): string {
  const asked = request === undefined ? "The token endpoint" : `${request.method} ${request.url}`;
  if (!tried) return `error: the credentials of ${connection} could not be tried: ${asked} ${reason}`;
  return good
    ? `The credentials of ${connection} are good: ${asked} ${reason}. Put them: hub credentials put ${connection}`
    : `error: the credentials of ${connection} are not taken: ${asked} ${reason}`;
}
