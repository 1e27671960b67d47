import { quote } from "../catalogue/wording";
import type { Action, EventAction } from "../catalogue/language/script-schema";
import { ScriptError } from "./failure";
import type { Performed } from "./observation";
import { idsIn } from "./placeholders";
import { putEvent } from "./put-event";
import { functionsPart, type Scene } from "./scene";
import { scriptedEvent } from "./scripted-event";
import { sendRequest } from "./send-request";

/** @throws ScriptError when the step names what is not there */
export async function perform(action: Action, scene: Scene): Promise<Performed> {
  switch (action.type) {
    case "event":
      return put(action, scene);
    case "productAnswers":
      return orderFault(action, scene);
    case "wait":
      await scene.clock.sleep(action.seconds * 1_000);
      return { sent: [`${action.seconds} seconds pass`] };
    case "addFiles":
      return { sent: [`the files of demo/${action.folder} are added`], stacks: await scene.addFiles(action.folder) };
    case "eventBridgeDown":
      return eventBridgeDown(action.times, scene);
    case "request":
      return sendRequest(action, scene);
    case "schedule":
      return fireSchedule(action.function, scene);
  }
}

async function put(action: EventAction, { folder, hub, topology, names }: Scene): Promise<Performed> {
  const { event, account, called } = scriptedEvent(action, folder, names);
  const { account: sender, id } = await putEvent(event, account, hub, topology);
  // Ids that an event brings along do not differ from run to run.
  const own = [...idsIn(event.detailText), ...event.resources.flatMap(idsIn)].map((each) => [each, each] as const);
  const given = id === undefined || event.id === undefined ? [] : [[id, event.id] as const];
  return { sent: [`PutEvents from account ${sender}: ${called}`], ids: new Map([...own, ...given]) };
}

async function orderFault(
  { destination, status, retryAfter, times }: Extract<Action, { type: "productAnswers" }>,
  { hub, topology, names }: Scene,
): Promise<Performed> {
  const name = names.destination(destination);
  const found = topology.apiDestinations.find((each) => each.name === name);
  if (found === undefined) throw new ScriptError(`nothing is sent to the destination ${quote(destination)}`);
  const { httpMethod: method, endpoint } = found;
  const answer = { status, retryAfter: retryAfter?.toString() };
  await hub.recorder.inject({ method, endpoint }, { answer, delayMilliseconds: 0, times });
  const header = retryAfter === undefined ? "" : `, Retry-After: ${retryAfter}`;
  return { sent: [`the next ${times} requests to ${endpoint} will be answered ${status}${header}`] };
}

async function eventBridgeDown(times: number, { hub }: Scene): Promise<Performed> {
  await post(hub.url, "faults", { service: "events", status: 503, times });
  return { sent: [`EventBridge answers the next ${times} calls of PutEvents with 503`] };
}

async function fireSchedule(reference: string, { hub, topology }: Scene): Promise<Performed> {
  const found = functionsPart(topology.schedules, reference);
  if (found === undefined) throw new ScriptError(`${quote(reference)} has no schedule; write <file>/<function>`);
  await post(hub.url, "schedules", { name: found.name });
  return { sent: [`it is time for ${found.name} (${found.expression})`] };
}

/** The hub's own paths, as `hub local` offers them to everybody. */
async function post(url: string, what: string, body: object): Promise<void> {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(`${url}/_hub/${what}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new ScriptError(await answer.text());
}
