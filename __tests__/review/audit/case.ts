/** What a rule is tried with, and short ways to write it. */

/** Addresses of resources to their arguments, as CDKTF writes them. */
export type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What each rule is tried with. */
export interface RuleCases {
  /** The rule says nothing of these. */
  readonly keeps: readonly [Resources, ...Resources[]];
  /** The rule is broken by each of these. */
  readonly breaks: readonly [Resources, ...Resources[]];
  /** The rule cannot decide; empty for a rule that always can. */
  readonly open: readonly Resources[];
}

/** Cases by rule, none of which is checked for its rule here: see cases.ts. */
export function casesOf<Rule extends string>(
  cases: Readonly<Record<Rule, RuleCases>>,
): Readonly<Record<Rule, RuleCases>> {
  return cases;
}

/** The account that all cases are in. */
export const ACCOUNT = "200000000001";
/** Another one. */
export const OTHER = "210000000001";

/** What Terraform cannot tell before it runs. */
export const LATER = "${var.later}";

/** A policy document as text. */
export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A statement that allows something; parts are replaced by `over`. */
export function allow(over: object): object {
  return { Sid: "One", Effect: "Allow", ...over };
}

/** A policy that lets a service take on a role, under conditions if they are given. */
export function trust(service: string, Condition?: object): string {
  return policy(allow({ Principal: { Service: service }, Action: "sts:AssumeRole", ...(Condition && { Condition }) }));
}

/** The principal that stands for an account. */
export function root(account: string): object {
  return { AWS: `arn:aws:iam::${account}:root` };
}
