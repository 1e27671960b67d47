import { existsSync } from "node:fs";
import path from "node:path";
import { eventFindings } from "../event-schemas/event-findings";
import type { EventTypes } from "../event-schemas/event-types";
import type { Environment, Tenant } from "../model";
import { isWithin, namesIn } from "../files/file-names";
import type { Finding } from "../files/findings";
import type { Path, YamlFile } from "../files/yaml-file";
import type { TestScript, TestStep } from "../language/script-schema";
import { insteadOf, quote } from "../wording";

/** A contract test that fits its schema, and what it is about. */
export interface WrittenTest {
  readonly file: YamlFile;
  readonly script: TestScript;
  readonly tenant: Tenant;
  readonly environment: Environment;
  /** The events that have a schema. */
  readonly eventTypes: EventTypes;
  /** Of the environment. */
  readonly folder: string;
}

/** What a contract test names has to be there, or it would prove nothing. */
export function* contractTestFindings(test: WrittenTest): Iterable<Finding> {
  for (const [index, step] of test.script.steps.entries()) {
    const at: Path = ["steps", index];
    yield* ofAction(test, [...at, "do"], step.do);
    yield* ofExpectation(test, [...at, "expect"], step.expect);
  }
}

function* ofAction(
  { file, tenant, environment, eventTypes, folder }: WrittenTest,
  at: Path,
  action: TestStep["do"],
): Iterable<Finding> {
  switch (action.type) {
    case "wait":
      return;
    case "productAnswers": {
      const ids = tenant.destinations.map(({ id }) => id);
      const { destination } = action;
      if (ids.includes(destination)) return;
      const wrong = `tenant ${tenant.id} has no destination ${quote(destination)}`;
      const instead = insteadOf(destination, ids, "the id of a destination");
      yield file.finding("test-of-no-destination", [...at, "destination"], `${wrong}; write ${instead}`);
      return;
    }
    case "event": {
      const { account, file: event } = action;
      const aliases = environment.sources.map(({ alias }) => alias);
      if (account !== undefined && !/^\d{12}$/.test(account) && !aliases.includes(account)) {
        const instead = insteadOf(account, aliases, "the name of a file in sources/");
        const message = `no source account is called ${quote(account)}; write ${instead}, or 12 digits in quotes`;
        yield file.finding("test-from-no-account", [...at, "account"], message);
      }
      yield* eventFindings(eventTypes, file, [...at, "event"], action.event);
      if (event === undefined) return;
      const isInside = isWithin(path.join(folder, event), folder);
      if (isInside && existsSync(path.join(folder, event))) return;
      const message = `there is no file ${quote(event)} in the environment; write ${isInside ? eventInstead(folder, event) : "the path of an event in it, such as events/order-placed.json"}`;
      yield file.finding("test-of-no-event", [...at, "file"], message);
    }
  }
}

/** The event of that folder that was probably meant. */
function eventInstead(folder: string, event: string): string {
  const beside = path.posix.dirname(event);
  const listed = namesIn(path.join(folder, beside));
  const events = ("names" in listed ? listed.names : []).map((name) => path.posix.join(beside, name));
  return insteadOf(event, events, "the path of an event, such as events/order-placed.json");
}

function* ofExpectation({ file, tenant }: WrittenTest, at: Path, expect: TestStep["expect"]): Iterable<Finding> {
  if (expect === undefined) return;
  const deliveries = tenant.destinations.flatMap(({ id, events }) => events.map((event) => `${id}/${event.id}`));
  for (const part of ["unmatched", "requests", "deadLetters"] as const) {
    for (const [place, { delivery }] of expect[part].entries()) {
      if (delivery === undefined || deliveries.includes(delivery)) continue;
      const wrong = `tenant ${tenant.id} has no delivery ${quote(delivery)}`;
      const instead = insteadOf(delivery, deliveries, "<destination>/<event> as its file has them");
      yield file.finding("test-of-no-delivery", [...at, part, place, "delivery"], `${wrong}; write ${instead}`);
    }
    if (expect.refused === undefined || expect[part].length === 0) continue;
    const message = "nothing comes of an event that is refused; leave refused out, or the rest";
    yield file.findingAtKey("test-of-refused-event", [...at, part], message);
  }
}
