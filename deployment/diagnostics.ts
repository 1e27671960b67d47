/** What Terraform says when it fails: read from its JSON lines, and shown without credentials. */
import { z } from "zod";
import { counted } from "../catalogue/wording";
import { saidWithoutCredentials } from "../review";

/** What is done with a stack, one after the other. */
export type Step = "init" | "plan" | "show" | "apply";

/** Who holds the lock of a state. */
export interface HeldLock {
  readonly id: string;
  readonly who: string;
  readonly since: string;
  /** `bucket/key` of the state; undefined where it is a file, whose lock ends with its process. */
  readonly state: string | undefined;
}

/** A state that could not be saved: where it is, and where it belongs. */
export interface UnsavedState {
  /** Absolute. */
  readonly file: string;
  /** Such as `s3://bucket/key`; undefined where nothing tells. */
  readonly belongsTo: string | undefined;
}

/** One error, as it may be shown. */
export interface ShownDiagnostic {
  /** Of a resource; undefined where the error is none's. */
  readonly address: string | undefined;
  readonly summary: string;
  /** In lines. */
  readonly detail: readonly string[];
}

/** Terraform failed in a stack. */
export class TerraformFailure extends Error {
  constructor(
    readonly step: Step,
    readonly diagnostics: readonly ShownDiagnostic[],
    readonly lock: HeldLock | undefined,
    readonly unsaved?: UnsavedState,
  ) {
    super(`terraform ${step} failed: ${diagnostics.map(({ summary }) => summary).join("; ")}`);
  }
}

const lineSchema = z.object({
  type: z.literal("diagnostic"),
  diagnostic: z.object({
    severity: z.string(),
    summary: z.string(),
    detail: z.string().catch(""),
    address: z.string().optional(),
  }),
});

/** An error, as Terraform says it. */
export type Diagnostic = z.infer<typeof lineSchema>["diagnostic"];

/**
 * The error in a line of Terraform's JSON output. Its snippet, the source with the values in it, is left out.
 *
 * @returns undefined for any other line
 */
export function errorIn(line: string): Diagnostic | undefined {
  // Nearly all lines are of another type, and there are thousands.
  if (!line.includes('"diagnostic"')) return undefined;
  const parsed = lineSchema.safeParse(jsonOf(line));
  return parsed.success && parsed.data.diagnostic.severity === "error" ? parsed.data.diagnostic : undefined;
}

/** Errors shown of one failure, and lines of each: an AWS error is one line, and what follows repeats the first ones. */
const SHOWN_ERRORS = 5;
const SHOWN_LINES = 12;

/**
 * A failure as it may be shown.
 *
 * @param otherwise what Terraform wrote beside its JSON, and how it ended; counts where it named no error
 * @param credentials values that must not be shown wherever they stand
 */
export function terraformFailure(
  step: Step,
  errors: readonly Diagnostic[],
  otherwise: { readonly stderr: string; readonly how: string },
  credentials: ReadonlySet<string>,
): TerraformFailure {
  const [first] = errors;
  const shown = errors.slice(0, SHOWN_ERRORS).map(({ address, summary, detail }) => ({
    address: address === undefined ? undefined : oneLine(address, credentials),
    summary: oneLine(summary, credentials),
    detail: detailLines(detail, credentials),
  }));
  const more = errors.length - shown.length;
  return new TerraformFailure(
    step,
    first === undefined
      ? [
          {
            address: undefined,
            summary: `Terraform ended with ${otherwise.how}`,
            detail: detailLines(framed(otherwise.stderr), credentials),
          },
        ]
      : [...shown, ...(more > 0 ? [{ address: undefined, summary: counted(more, "more error"), detail: [] }] : [])],
    errors.map(lockIn).find((lock) => lock !== undefined),
  );
}

function oneLine(text: string, credentials: ReadonlySet<string>): string {
  return saidWithoutCredentials(text, credentials).join(" ");
}

function detailLines(text: string, credentials: ReadonlySet<string>): string[] {
  const lines = saidWithoutCredentials(text, credentials).filter((line) => line !== "");
  return lines.length <= SHOWN_LINES
    ? lines
    : [...lines.slice(0, SHOWN_LINES), `(${counted(lines.length - SHOWN_LINES, "more line")})`];
}

/** The error that Terraform draws a frame around. What else is there may be a log of requests, with all that is in them. */
function framed(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  const lines = text.replace(/\u001b\[[\d;]*m/g, "").split("\n");
  return lines.flatMap((line) => (line.startsWith("│") ? [line.slice(1).trim()] : [])).join("\n");
}

/** What the S3 backend says of a lock that somebody else holds. */
function lockIn({ summary, detail }: Diagnostic): HeldLock | undefined {
  if (!/state lock/i.test(summary)) return undefined;
  const field = (name: string) => new RegExp(`^\\s*${name}:\\s*(\\S.*)$`, "m").exec(detail)?.[1]?.trim();
  const id = field("ID");
  if (id === undefined || !/^[\w-]+$/.test(id)) return undefined;
  const said = (text = "somebody") => oneLine(text, new Set());
  const path = field("Path") ?? "";
  return {
    id,
    who: said(field("Who")),
    since: said(field("Created") ?? "an unknown time"),
    // It goes into a command that somebody copies.
    state: /^[\w.-]+(?:\/[\w.-]+)+$/.test(path) ? path : undefined,
  };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
