/** What a report of plans says besides them: which revisions are compared, what a preview shows, who must approve. */
import type { Approval } from "../approvers";
import type { EventEffect } from "../deliveries";
import type { Preview } from "../preview";
import type { Attention } from "./attention";
import { PREVIEW_HINT } from "./meaning";
import { visibleJson } from "./redaction/visible-text";
import type { PlanReport } from "./report";

/** Both sides of the change that is planned. */
export interface ChangeContext {
  /** Full commit, folder, or `working tree`. */
  readonly base: string;
  readonly head: string;
  /** Stacks that only the base has; plans of them may be given, or not. */
  readonly removed: readonly string[];
  /** Stacks that both sides emit alike, so that a plan of them is not needed. */
  readonly notAffected: readonly string[];
  /** Stacks that differ and have no plan here: what is said of the change says nothing of them. */
  readonly notPlanned: readonly string[];
  readonly preview: Preview;
  readonly approvals: readonly Approval[];
}

/** A report as JSON. Of plans it holds nothing that must not be shown; a preview's values are redacted here, as plans' are. */
export function reportAsJson(report: PlanReport, context?: ChangeContext): string {
  const shown = context && { ...context, preview: visibleJson(context.preview) };
  return JSON.stringify({ ...report, ...shown }, null, 2);
}

/** Stacks in which nothing changes: those that were planned, and those that need no plan. */
export function unchangedStacks({ stacks, unchanged }: PlanReport, context?: ChangeContext): string[] {
  const changed = new Set(stacks.map(({ name }) => name));
  return [...new Set([...unchanged, ...(context?.notAffected ?? [])])].filter((name) => !changed.has(name));
}

/** Sentences of an entry; where a preview is at hand, what it shows takes the place of the hint to make one. */
export function sentencesOf({ sentences }: Attention, stacks: readonly string[], context?: ChangeContext): string[] {
  return sentences.map((sentence) =>
    sentence === PREVIEW_HINT && context !== undefined ? gainsAndLosses(context.preview.events, stacks) : sentence,
  );
}

function gainsAndLosses(events: readonly EventEffect[], stacks: readonly string[]): string {
  if (events.length === 0) return "There are no sample events that would show what it gains and loses.";
  const having = (list: "added" | "lost") =>
    events.filter((effect) => effect[list].some(({ stack }) => stacks.includes(stack))).map(({ event }) => event);
  const [gained, lost] = [having("added"), having("lost")];
  if (gained.length + lost.length === 0) return `No sample event is gained or lost (of ${events.length}).`;
  const words = [...named("gained", gained), ...named("lost", lost)];
  return `Of ${events.length} sample events, ${words.join("; ")}.`;
}

const NAMED = 5;

function named(what: string, events: readonly string[]): string[] {
  if (events.length === 0) return [];
  const more = events.length > NAMED ? ` and ${events.length - NAMED} more` : "";
  return [`${events.length} ${what}: ${events.slice(0, NAMED).join(", ")}${more}`];
}
