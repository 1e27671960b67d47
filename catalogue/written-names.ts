/** Every physical name of an environment, with the place in its files that a shorter one would be written at. */
import type { Path, YamlFile } from "./files/yaml-file";
import type { FunctionsFile, Hub, IngressFile, SourceFile, TenantFile } from "./model";
import {
  accessNames,
  connectionNames,
  consumerNames,
  credentialsNames,
  deliveryNames,
  destinationNames,
  eventRouteNames,
  forwardNames,
  functionNames,
  functionRouteNames,
  functionsFileNames,
  hubNames,
  ingressNames,
  scheduleNames,
  sourceNames,
  stateNames,
  SYNC_TRIGGERS,
  syncTriggerNames,
  tableNames,
} from "./names";
import type { NameGroup } from "./physical-name";
import { connectionsOf, type Entry, type SoundFiles } from "./sound-files";

/** Names that are made of the same ids, and where the last of these ids stands. */
export interface WrittenNames {
  readonly file: YamlFile;
  /** Empty for the file's own name. */
  readonly path: Path;
  /** What to write where one of them is too long. */
  readonly instead: string;
  readonly names: NameGroup["all"];
}

const FILE_NAME = "a shorter file name";
const ID = "a shorter id or file name";
const IDS = "shorter ids or a shorter file name";

/** Every physical name that the stacks of an environment give. */
export function* writtenNames({ hub, sources, tenants, functions, ingress }: SoundFiles): Iterable<WrittenNames> {
  if (!hub) return;
  yield namesOfHub(hub);
  if (hub.value.deployment?.existingStateBucket === false) yield namesOfState(hub);
  for (const source of sources) yield* namesOfSource(hub.value, source);
  for (const tenant of tenants) yield* namesOfTenant(hub.value, tenant);
  for (const file of functions) yield* namesOfFunctions(hub.value, file);
  for (const file of ingress) yield* namesOfIngress(hub.value, file);
}

function namesOfState({ file, value }: Entry<Hub>): WrittenNames {
  return { file, path: ["state", "bucket"], instead: "a shorter name", names: stateNames(value).all };
}

function namesOfHub({ file, value }: Entry<Hub>): WrittenNames {
  return {
    file,
    path: ["namespace"],
    instead: "a shorter namespace or environment",
    names: [
      ...hubNames(value).all,
      ...credentialsNames(value).all,
      ...accessNames(value).all,
      ...SYNC_TRIGGERS.flatMap((trigger) => syncTriggerNames(value, trigger).all),
    ],
  };
}

function* namesOfSource(hub: Hub, { id, value, file }: Entry<SourceFile>): Iterable<WrittenNames> {
  yield { file, path: [], instead: FILE_NAME, names: sourceNames(hub, id).all };
  for (const forward of Object.keys(value.forwards)) {
    yield { file, path: ["forwards", forward], instead: ID, names: forwardNames(hub, id, forward).all };
  }
}

function* namesOfTenant(hub: Hub, { id, value, file }: Entry<TenantFile>): Iterable<WrittenNames> {
  for (const { id: connectionId, path } of connectionsOf(value)) {
    const names = connectionNames(hub, id, connectionId).all;
    yield connectionId === undefined
      ? { file, path: [], instead: FILE_NAME, names }
      : { file, path, instead: ID, names };
  }
  for (const [destination, { events }] of Object.entries(value.destinations)) {
    const path = ["destinations", destination];
    yield { file, path, instead: ID, names: destinationNames(hub, id, destination).all };
    for (const event of Object.keys(events)) {
      const names = deliveryNames(hub, id, destination, event).all;
      yield { file, path: [...path, "events", event], instead: IDS, names };
    }
  }
}

function* namesOfFunctions(hub: Hub, { id, value, file }: Entry<FunctionsFile>): Iterable<WrittenNames> {
  yield { file, path: [], instead: FILE_NAME, names: functionsFileNames(hub, id).all };
  for (const table of Object.keys(value.tables)) {
    yield { file, path: ["tables", table], instead: ID, names: tableNames(hub, id, table).all };
  }
  for (const [functionId, { consumes, schedule }] of Object.entries(value.functions)) {
    const path = ["functions", functionId];
    const ofSchedule = schedule === undefined ? [] : scheduleNames(hub, id, functionId).all;
    yield { file, path, instead: ID, names: [...functionNames(hub, id, functionId).all, ...ofSchedule] };
    for (const consumer of Object.keys(consumes)) {
      const names = consumerNames(hub, id, functionId, consumer).all;
      yield { file, path: [...path, "consumes", consumer], instead: IDS, names };
    }
  }
}

function* namesOfIngress(hub: Hub, { id, value, file }: Entry<IngressFile>): Iterable<WrittenNames> {
  yield { file, path: [], instead: FILE_NAME, names: ingressNames(hub, id).all };
  for (const [route, { integration }] of Object.entries(value.routes)) {
    const { all: names } =
      integration.type === "event" ? eventRouteNames(hub, id, route) : functionRouteNames(id, route);
    yield { file, path: ["routes", route], instead: ID, names };
  }
}
