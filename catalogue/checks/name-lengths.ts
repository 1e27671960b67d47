import { NAME_CHARACTERS } from "../../aws/limits";
import { error, type Finding } from "../files/findings";
import type { Hub, SourceFile, TenantFile } from "../model";
import {
  connectionNames,
  credentialsNames,
  excessCharacters,
  hubNames,
  sourceNames,
  tenantNames,
  type PhysicalName,
} from "../names";
import { connectionsOf, type Entry, type SoundFiles } from "../sound-files";
import { count, formatNumber } from "../wording";
import type { Path, YamlFile } from "../files/yaml-file";

/** Names are made of ids; AWS cuts none of them, it refuses. */
export function* nameLengths({ hub, sources, tenants }: SoundFiles): Iterable<Finding> {
  if (!hub) return;
  yield* hubNameLengths(hub);
  for (const source of sources) yield* sourceNameLengths(hub.value, source);
  for (const tenant of tenants) yield* tenantNameLengths(hub.value, tenant);
}

function* hubNameLengths({ file, value }: Entry<Hub>): Iterable<Finding> {
  const names = hubNames(value);
  const credentials = credentialsNames(value);
  yield* longest(file, ["namespace"], "a shorter namespace or environment", [
    { thing: "event bus", name: names.bus },
    { thing: "key alias", name: names.keyAlias },
    { thing: "queue", name: names.busDeadLetterQueue },
    { thing: "archive", name: names.archive },
    { thing: "topic", name: names.alertTopic },
    { thing: "IAM role", name: names.operatorsRole },
    { thing: "metric namespace", name: names.metricNamespace },
    { thing: "Lambda function", name: credentials.function },
    { thing: "IAM role", name: credentials.role },
    { thing: "key alias", name: credentials.keyAlias },
    { thing: "queue", name: credentials.deadLetterQueue },
    { thing: "log group", name: credentials.logGroup },
    { thing: "alarm", name: credentials.repairAlarm },
    ...Object.values(credentials.rules).map((name) => ({ thing: "rule" as const, name })),
  ]);
}

function* sourceNameLengths(hub: Hub, { id, value, file }: Entry<SourceFile>): Iterable<Finding> {
  const names = sourceNames(hub, id);
  yield* longest(file, [], "a shorter file name", [
    { thing: "IAM role", name: names.role },
    { thing: "queue", name: names.deadLetterQueue },
    { thing: "key alias", name: names.keyAlias },
  ]);
  for (const forward of Object.keys(value.forwards)) {
    yield* longest(file, ["forwards", forward], "a shorter id or file name", [
      { thing: "rule", name: names.rule(forward) },
    ]);
  }
}

function* tenantNameLengths(hub: Hub, { id, value, file }: Entry<TenantFile>): Iterable<Finding> {
  const names = tenantNames(hub, id);
  for (const { id: connectionId, path } of connectionsOf(value)) {
    const { connection, secret, connectionSpec, alarms } = connectionNames(hub, id, connectionId);
    const [at, instead] =
      connectionId === undefined ? [[], "a shorter file name"] : [path, "a shorter id or file name"];
    yield* longest(file, at, instead, [
      { thing: "connection", name: connection },
      { thing: "secret", name: secret },
      { thing: "parameter", name: connectionSpec },
      ...Object.values(alarms).map((name) => ({ thing: "alarm" as const, name })),
    ]);
  }
  for (const [destination, { events }] of Object.entries(value.destinations)) {
    yield* longest(file, ["destinations", destination], "a shorter id or file name", [
      { thing: "API destination", name: names.apiDestination(destination) },
    ]);
    for (const event of Object.keys(events)) {
      yield* longest(file, ["destinations", destination, "events", event], "shorter ids or a shorter file name", [
        { thing: "rule", name: names.rule(destination, event) },
        { thing: "IAM role", name: names.role(destination, event) },
        { thing: "queue", name: names.deadLetterQueue(destination, event) },
        { thing: "alarm", name: names.alarm(destination, event) },
      ]);
    }
  }
}

/** Of several names made of one id, the one that sticks out most: shortening the id for it mends the others. */
export function* longest(
  file: YamlFile,
  path: Path,
  instead: string,
  names: readonly PhysicalName[],
): Iterable<Finding> {
  const [worst] = names
    .map((name) => ({ ...name, excess: excessCharacters(name) }))
    .filter(({ excess }) => excess > 0)
    .sort((a, b) => b.excess - a.excess);
  if (!worst) return;
  const limit = `${count(worst.excess, "character")} longer than the ${formatNumber(NAME_CHARACTERS[worst.thing])}`;
  const wrong = `the name ${worst.name} of the ${worst.thing} is ${limit} that AWS allows`;
  const message = `${wrong}; write ${instead}`;
  yield path.length === 0 ? error(file.start, message) : file.errorAtKey(path, message);
}
