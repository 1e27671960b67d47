/**
 * Values that PutTargets and CreateConnection refuse by their published patterns (aws/texts.ts), in path parameters,
 * headers and query parameters.
 */
import { AWS_TEXTS, bytesProblem, takes, type AwsText } from "../../aws/texts";
import { tokenCallOf, type HttpParameters } from "../../connection/authorization";
import type { Finding } from "../files/findings";
import type { Path, YamlFile } from "../files/yaml-file";
import { connectionsOf, deliveries, type SoundFiles } from "../sound-files";
import { count } from "../wording";

/** The call that would refuse a value. */
type Call = "PutTargets" | "CreateConnection";

/** What a value is, which decides what AWS takes and what to write instead. */
interface Kind {
  readonly takes: AwsText;
  /** Of a value that is empty, or nothing but white space. */
  readonly whereBlank: string;
  /** Of a value that holds a character that AWS does not take. */
  readonly whereCharacter: (character: string) => string;
}

const NO_CONTROL = "a control character here; write the text without it";
const NO_BLANK = "an empty value; leave the parameter out, or write its value";

const PATH: Kind = {
  takes: AWS_TEXTS["events.PathParameter"],
  whereBlank: "an empty value; write text, or a path such as $.detail.orderId",
  whereCharacter: () => "a line break in the value of a path; write one line",
};

function headerValue(of: AwsText): Kind {
  return {
    takes: of,
    whereBlank: NO_BLANK,
    whereCharacter: (character) => {
      if (/[\r\n]/.test(character)) return "a line break in the value of a header; write one line";
      return `${JSON.stringify(character)} in the value of a header; write ASCII, or send it in the body`;
    },
  };
}

function queryValue(of: AwsText): Kind {
  return { takes: of, whereBlank: NO_BLANK, whereCharacter: () => NO_CONTROL };
}

const QUERY_NAME: Kind = {
  takes: AWS_TEXTS["events.QueryStringKey"],
  whereBlank: "an empty name; write one",
  whereCharacter: () => NO_CONTROL,
};

/** Path parameters, headers and query parameters of events, and of connections those that name no secret. */
export function* httpValues(files: SoundFiles): Iterable<Finding> {
  yield* eventValues(files);
  for (const { value, file } of files.tenants) {
    for (const { connection, path } of connectionsOf(value)) {
      yield* connectionValues(file, [...path, "invocationHttpParameters"], connection.invocationHttpParameters);
      const ofTokenCall = tokenCallOf(connection.authorization)?.oauthHttpParameters;
      yield* connectionValues(file, [...path, "authorization", "oauthHttpParameters"], ofTokenCall);
    }
  }
}

function* eventValues(files: SoundFiles): Iterable<Finding> {
  const header = headerValue(AWS_TEXTS["events.HeaderValue"]);
  const query = queryValue(AWS_TEXTS["events.QueryStringValue"]);
  for (const { tenant, event, path } of deliveries(files)) {
    const { file } = tenant;
    const { pathParameterValues = [], headerParameters = {}, queryStringParameters = {} } = event.httpParameters ?? {};
    const at = [...path, "httpParameters"];
    yield* values(file, [...at, "pathParameterValues"], pathParameterValues.entries(), PATH, "PutTargets");
    yield* values(file, [...at, "headerParameters"], Object.entries(headerParameters), header, "PutTargets");
    yield* parameters(file, [...at, "queryStringParameters"], queryStringParameters, query, "PutTargets");
    yield* untakenHeaders(file, [...at, "headerParameters"], headerParameters);
  }
}

/** What PutTargets takes of a header's value, and HTTP or Terraform does not. */
function* untakenHeaders(file: YamlFile, path: Path, written: Readonly<Record<string, string>>): Iterable<Finding> {
  for (const [name, value] of Object.entries(written)) {
    if (/[\r\n]/.test(value)) {
      const message = "a line break in a header, which HTTP does not allow; write one line";
      yield file.finding("header-of-several-lines", [...path, name], message);
    } else if (/^\t*$/.test(value)) {
      // The provider holds header_parameters to AWS's model, which wants a character that PutTargets does not.
      yield file.finding("http-value-refused", [...path, name], `Terraform's AWS provider refuses ${NO_BLANK}`);
    }
  }
}

/** Body parameters may hold anything. */
function* connectionValues(file: YamlFile, path: Path, written: HttpParameters | undefined): Iterable<Finding> {
  const header = headerValue(AWS_TEXTS["events.HeaderValueSensitive"]);
  const query = queryValue(AWS_TEXTS["events.QueryStringValueSensitive"]);
  yield* values(file, [...path, "header"], Object.entries(written?.header ?? {}), header, "CreateConnection");
  yield* parameters(file, [...path, "queryString"], written?.queryString ?? {}, query, "CreateConnection");
}

/** Query parameters by name, which AWS looks at too. */
function* parameters(
  file: YamlFile,
  path: Path,
  written: Readonly<Record<string, unknown>>,
  kind: Kind,
  call: Call,
): Iterable<Finding> {
  yield* values(file, path, Object.entries(written), kind, call);
  for (const name of Object.keys(written)) {
    const problem = problemWith(name, QUERY_NAME);
    if (problem !== undefined)
      yield file.findingAtKey("http-value-refused", [...path, name], `${call} refuses ${problem}`);
  }
}

/** What is no text names a key of the secret, and is looked at when it is put there. */
function* values(
  file: YamlFile,
  path: Path,
  written: Iterable<readonly [PropertyKey, unknown]>,
  kind: Kind,
  call: Call,
): Iterable<Finding> {
  for (const [key, value] of written) {
    if (typeof value !== "string") continue;
    const problem = problemWith(value, kind);
    const tooManyBytes = bytesProblem(value, kind.takes);
    if (problem !== undefined) yield file.finding("http-value-refused", [...path, key], `${call} refuses ${problem}`);
    else if (tooManyBytes !== undefined) yield file.finding("http-value-refused", [...path, key], tooManyBytes);
  }
}

function problemWith(text: string, { takes: taken, whereBlank, whereCharacter }: Kind): string | undefined {
  if (takes({ ...taken, maxBytes: Infinity }, text)) return undefined;
  const { length } = Array.from(text);
  if (taken.max !== undefined && length > taken.max) {
    return `${count(length, "character")} here, and takes ${taken.max}; write fewer`;
  }
  // One character after the other, beside one that every value may hold.
  const character = Array.from(text).find((one) => !takes(taken, `x${one}`));
  return character === undefined ? whereBlank : whereCharacter(character);
}
