import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { nearest, quote } from "../catalogue/wording";
import { DemoError } from "./failure";
import { putEvent } from "./put-event";
import type { Performed } from "./observation";
import type { Action } from "./script";
import { sendRequest } from "./send-request";
import { functionsPart, type Stage } from "./stage";

/** @throws DemoError when the step names what is not there */
export async function perform(action: Action, stage: Stage): Promise<Performed> {
  switch (action.type) {
    case "event": {
      const account = await putEvent(path.join(stage.example.folder, action.file), stage.hub, stage.topology);
      return { sent: [`PutEvents from account ${account}: ${path.basename(action.file)}`] };
    }
    case "productDown":
      return orderFault(action, stage);
    case "wait":
      await pause(action.seconds * 1_000);
      return { sent: [`${action.seconds} seconds pass`] };
    case "addFiles": {
      const folder = path.join(stage.example.folder, "demo", action.folder);
      if (!existsSync(folder)) throw new DemoError(`${folder}: no such folder; a step adds its files`);
      return { sent: [`the files of demo/${action.folder} are added`], stacks: await stage.addFiles(folder) };
    }
    case "eventBridgeDown":
      return eventBridgeDown(action.times, stage);
    case "request":
      return sendRequest(action, stage);
    case "schedule":
      return fireSchedule(action.function, stage);
  }
}

async function orderFault(
  fault: Extract<Action, { type: "productDown" }>,
  { hub, topology }: Stage,
): Promise<Performed> {
  const { destination, status, times } = fault;
  const names = topology.apiDestinations.map(({ name }) => name);
  const found = topology.apiDestinations.find(({ name }) => name === destination);
  if (found === undefined) {
    const instead = nearest(destination, names) ?? names.join(", ");
    throw new DemoError(`no API destination is called ${quote(destination)}; write ${instead}`);
  }
  const { httpMethod: method, endpoint } = found;
  await hub.recorder.inject(
    { method, endpoint },
    { answer: { status, retryAfter: undefined }, delayMilliseconds: 0, times },
  );
  return { sent: [`the next ${times} requests to ${endpoint} will be answered ${status}`] };
}

async function eventBridgeDown(times: number, { hub }: Stage): Promise<Performed> {
  await post(hub.url, "faults", { service: "events", status: 503, times });
  return { sent: [`EventBridge answers the next ${times} calls of PutEvents with 503`] };
}

async function fireSchedule(reference: string, { hub, topology }: Stage): Promise<Performed> {
  const found = functionsPart(topology.schedules, reference);
  if (found === undefined) throw new DemoError(`${quote(reference)} has no schedule; write <file>/<function>`);
  await post(hub.url, "schedules", { name: found.name });
  return { sent: [`it is time for ${found.name} (${found.expression})`] };
}

/** The hub's own paths, as `hub local` offers them to everybody. */
async function post(url: string, what: string, body: object): Promise<void> {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(`${url}/_hub/${what}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new DemoError(await answer.text());
}
