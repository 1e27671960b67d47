import { parseArn } from "../../aws/arn";
import type { JsonObject } from "../input";
import type { Bus, Rule } from "../topology";

/** An event on a bus. */
export interface BusEvent {
  /** The account that put it on its first bus; a rule that forwards it changes nothing here. */
  readonly account: string;
  readonly source: string;
  readonly detailType: string;
  /** As rules see it. */
  readonly json: JsonObject;
  /** The same as JSON text: what a target gets that asks for the whole event. Numbers stand in it as they were sent. */
  readonly text: string;
  /** When EventBridge took it, ISO 8601. */
  readonly ingestionTime: string;
}

/** An event that comes to a bus. */
export interface Arrival {
  readonly event: BusEvent;
  readonly bus: Bus;
  /** The rule of another bus that forwards it; absent for PutEvents. */
  readonly forwardedBy?: Pick<Rule, "arn" | "account"> | undefined;
  /** How rules have taken it from bus to bus until now; when absent, as `forwardedBy` did, or not at all. */
  readonly hops?: readonly Hop[];
}

/** How a rule takes an event to another bus. */
export type Hop = "sameRegion" | "crossRegion";

/** The hop of a rule's event to a bus. */
export function hopBetween(ruleArn: string, busArn: string): Hop {
  return parseArn(ruleArn)?.region === parseArn(busArn)?.region ? "sameRegion" : "crossRegion";
}

/** How an event came to a bus over others. */
export function hopsOf({ bus, forwardedBy, hops }: Arrival): readonly Hop[] {
  return hops ?? (forwardedBy === undefined ? [] : [hopBetween(forwardedBy.arn, bus.arn)]);
}
