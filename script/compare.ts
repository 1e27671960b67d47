/**
 * What was expected of a step and what came of it, in one form: what is expected and happened looks the same on both
 * sides, and stands at the same place. What an expectation leaves open is on neither.
 */
import { isDeepStrictEqual } from "node:util";
import type { ExpectedLetter, ExpectedRequest, Expectation } from "../catalogue/language/script-schema";
import { aligned, type Views } from "./align";
import type { Observation, SeenLetter, SeenRequest } from "./observation";
import { comparableHeaders } from "./usual-headers";
import { comparableBody, inOrderOf, type Json } from "./values";

/** Both sides, of each step's expectation. */
export interface Comparison {
  readonly ok: boolean;
  readonly expected: Readonly<Record<string, Json>>;
  readonly seen: Readonly<Record<string, Json>>;
}

/** What can be expected; a contract test has a part of it. */
export type Expected = Pick<Expectation, "refused" | "unmatched" | "requests" | "deadLetters"> & Partial<Expectation>;

/** Compares what came of a step with what was expected. */
export function compared(expectation: Expected, observation: Omit<Observation, "sent" | "told">): Comparison {
  const parts: readonly (readonly [string, Views])[] = [
    ["answer", answers(expectation, observation)],
    ["refused", refusals(expectation, observation)],
    ["unmatched", mismatches(expectation, observation)],
    ["requests", requests(expectation.requests, observation.requests)],
    ["published", publications(expectation, observation)],
    ["deadLetters", letters(expectation.deadLetters, observation.deadLetters)],
    ["items", items(expectation, observation)],
    ["stacks", stacks(expectation, observation)],
  ];
  const side = (which: keyof Views) =>
    Object.fromEntries(parts.flatMap(([name, { [which]: value }]) => (isNothing(value) ? [] : [[name, value]])));
  const [expected, seen] = [side("expected"), side("seen")];
  return { ok: isDeepStrictEqual(expected, seen), expected, seen };
}

function isNothing(value: Json | undefined): value is undefined {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function answers({ answer: expected }: Expected, { answer: seen }: Pick<Observation, "answer">): Views {
  if (expected === undefined) return {};
  const { status, body } = expected;
  const both = body === undefined ? { expected: {}, seen: {} } : bodies(body, seen?.body ?? "");
  return {
    expected: { status, ...both.expected },
    ...(seen === undefined ? {} : { seen: { status: seen.status, ...both.seen } }),
  };
}

function refusals({ refused: expected }: Expected, { refused: seen }: Pick<Observation, "refused">): Views {
  const both = { ...(expected === undefined ? {} : { expected }), ...(seen === undefined ? {} : { seen }) };
  return expected === true && seen !== undefined ? { expected, seen: true } : both;
}

/** That other deliveries do not match is nothing to compare. */
function mismatches({ unmatched }: Expected, { unmatched: seen }: Pick<Observation, "unmatched">): Views {
  const view = (delivery: string, reason: string | undefined): Json =>
    reason === undefined ? { delivery } : { delivery, reason };
  return {
    expected: unmatched.map(({ delivery, reason }) => view(delivery, reason)),
    seen: unmatched.flatMap(({ delivery, reason }) =>
      seen
        .filter((one) => one.delivery === delivery)
        .map((one) => view(delivery, reason === undefined ? undefined : one.reason)),
    ),
  };
}

function requests(expected: readonly ExpectedRequest[], seen: readonly SeenRequest[]): Views {
  return aligned({
    expected: repeated(expected.map(({ times, ...one }) => ({ one, times }))),
    seen: repeated(seen.map((one) => ({ one, times: 1 }))),
    view: requestViews,
    kin: [
      ({ one }, other) => one.delivery !== undefined && one.delivery === other.one.delivery,
      ({ one }, other) => one.method === other.one.method && one.url === other.one.url,
      ({ one }, other) => one.method === other.one.method && one.kind === other.one.kind,
    ],
  });
}

interface Repeated<T> {
  readonly one: T;
  readonly times: number;
}

/** Equal ones are one, so many times; the order of different ones stays. */
function repeated<T>(things: readonly Repeated<T>[]): Repeated<T>[] {
  const found: Repeated<T>[] = [];
  for (const { one, times } of things) {
    const index = found.findIndex((known) => isDeepStrictEqual(known.one, one));
    const known = found[index];
    if (known === undefined) found.push({ one, times });
    else found[index] = { one, times: known.times + times };
  }
  return found;
}

/** A request that is expected, but for how often. */
type OneRequest = Omit<ExpectedRequest, "times">;

function requestViews(expected: Repeated<OneRequest> | undefined, seen: Repeated<SeenRequest> | undefined): Views {
  const [e, s] = [expected?.one, seen?.one];
  const headers = comparableHeaders(e?.headers, s?.headers);
  const anyBody = e?.kind === "token" && e.body === undefined;
  const body = anyBody ? { expected: {}, seen: {} } : bodies(e?.body, s?.body);
  const isNamed = (e === undefined || e.delivery !== undefined) && (s === undefined || s.delivery !== undefined);
  const fields = (
    request: OneRequest | SeenRequest,
    times: number,
    rest: { readonly headers: Readonly<Record<string, string>>; readonly body: { readonly body?: Json } },
  ): Json => ({
    ...(isNamed && request.delivery !== undefined ? { delivery: request.delivery } : {}),
    ...(request.kind === "token" ? { kind: request.kind } : {}),
    method: request.method,
    url: request.url,
    ...(Object.keys(rest.headers).length === 0 ? {} : { headers: rest.headers }),
    ...rest.body,
    ...((e?.answer ?? 200) === 200 && (s?.answer ?? 200) === 200 ? {} : { answer: request.answer }),
    ...((expected?.times ?? 1) === 1 && (seen?.times ?? 1) === 1 ? {} : { times }),
  });
  return {
    ...(e === undefined
      ? {}
      : { expected: fields(e, expected?.times ?? 1, { headers: headers.expected, body: body.expected }) }),
    ...(s === undefined ? {} : { seen: fields(s, seen?.times ?? 1, { headers: headers.seen, body: body.seen }) }),
  };
}

interface Bodies {
  readonly expected: { readonly body?: Json };
  readonly seen: { readonly body?: Json };
}

function bodies(expected: Json | undefined, seen: string | undefined): Bodies {
  const body = seen === undefined || seen === "" ? undefined : comparableBody(seen, expected);
  return {
    expected: expected === undefined ? {} : { body: expected },
    seen: body === undefined ? {} : { body: expected === undefined ? body : inOrderOf(expected, body) },
  };
}

function publications({ published = [] }: Expected, { published: seen }: Pick<Observation, "published">): Views {
  return aligned({
    expected: published,
    seen,
    view: (e, s) => ({
      ...(e === undefined ? {} : { expected: { topic: e.topic, payload: e.payload } }),
      ...(s === undefined ? {} : { seen: { topic: s.topic, payload: comparableBody(s.payload, e?.payload) } }),
    }),
    kin: [({ topic }, other) => topic === other.topic],
  });
}

function letters(expected: readonly ExpectedLetter[], seen: readonly SeenLetter[]): Views {
  return aligned<ExpectedLetter, SeenLetter>({
    expected,
    seen,
    view: (e, s) => ({
      ...(e === undefined ? {} : { expected: { ...e } }),
      ...(s === undefined ? {} : { seen: letterLike(s, e) }),
    }),
    kin: [
      ({ queue, delivery }, other) => queue === other.queue || (delivery !== undefined && delivery === other.delivery),
    ],
  });
}

/** Of a letter, what its expectation speaks of; of one that nobody expected, all. */
function letterLike({ delivery, queue, code, message }: SeenLetter, expected: ExpectedLetter | undefined): Json {
  const whole = { ...(delivery === undefined ? { queue } : { delivery }), code, message };
  if (expected === undefined) return whole;
  return {
    ...(expected.delivery === undefined || delivery === undefined ? {} : { delivery }),
    ...(expected.queue === undefined ? {} : { queue }),
    code,
    ...(expected.message === undefined ? {} : { message }),
  };
}

/** A table that a step says nothing of is not looked at. */
function items({ items: expected = {} }: Expected, { items: seen }: Pick<Observation, "items">): Views {
  const tables = Object.entries(expected).map(([table, all]) => {
    const views = aligned<Json, unknown>({
      expected: all,
      seen: seen[table] ?? [],
      view: (e, s) => ({
        ...(e === undefined ? {} : { expected: e }),
        ...(s === undefined ? {} : { seen: e === undefined ? (s as Json) : inOrderOf(e, s as Json) }),
      }),
      kin: [() => true],
    });
    return [table, views] as const;
  });
  if (tables.length === 0) return {};
  return {
    expected: Object.fromEntries(tables.map(([table, { expected: all = [] }]) => [table, all])),
    seen: Object.fromEntries(tables.map(([table, { seen: all = [] }]) => [table, all])),
  };
}

function stacks({ stacks: expected }: Expected, { stacks: seen }: Pick<Observation, "stacks">): Views {
  if (expected === undefined) return {};
  const sorted = ({ added, changed }: { readonly added: readonly string[]; readonly changed: readonly string[] }) => ({
    added: added.toSorted(),
    changed: changed.toSorted(),
  });
  return { expected: sorted(expected), seen: sorted(seen ?? { added: [], changed: [] }) };
}
