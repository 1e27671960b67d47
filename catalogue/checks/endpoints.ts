import { INVOCATIONS_PER_SECOND } from "../../aws/limits";
import { tokenCallOf } from "../../connection/authorization";
import type { Finding } from "../files/findings";
import { connectionOf, connectionsOf, type SoundFiles } from "../sound-files";
import { formatNumber } from "../wording";
import { pathText, type Path, type YamlFile } from "../files/yaml-file";

/** Endpoints that EventBridge can reach, at a rate that AWS allows. */
export function* endpoints({ hub, tenants }: SoundFiles): Iterable<Finding> {
  const limit = hub?.value.quotas.invocationsPerSecond ?? INVOCATIONS_PER_SECOND;
  for (const { value, file } of tenants) {
    for (const [id, destination] of Object.entries(value.destinations)) {
      const host = hostOf(destination.invocationEndpoint);
      yield* starOutsidePath(file, ["destinations", id, "invocationEndpoint"], destination.invocationEndpoint);
      const used = connectionOf(value, destination);
      if (used?.connection.privateConnectivity === undefined && isPrivateHost(host)) {
        const wrong = `${host} is not a public host, and EventBridge calls from the internet`;
        const instead = `write a public host, or ${pathText(used?.path ?? ["connection"])}.privateConnectivity`;
        yield file.finding("private-endpoint", ["destinations", id, "invocationEndpoint"], `${wrong}; ${instead}`);
      }
      const rate = destination.invocationRateLimitPerSecond;
      if (rate > limit) {
        const wrong = `${formatNumber(rate)} is above the quota of ${formatNumber(limit)} invocations per second`;
        const instead = `write ${limit} or less, or quotas.invocationsPerSecond once AWS has raised it`;
        yield file.finding(
          "rate-above-quota",
          ["destinations", id, "invocationRateLimitPerSecond"],
          `${wrong}; ${instead}`,
        );
      }
    }
    for (const { connection, path } of connectionsOf(value)) {
      const call = tokenCallOf(connection.authorization);
      if (call === undefined || connection.privateConnectivity !== undefined) continue;
      const host = hostOf(call.authorizationEndpoint);
      if (!isPrivateHost(host)) continue;
      const wrong = `${host} is not a public host, and EventBridge calls from the internet`;
      yield file.finding(
        "private-endpoint",
        [...path, "authorization", "authorizationEndpoint"],
        `${wrong}; write a public host`,
      );
    }
  }
}

/** CreateApiDestination was recorded to refuse a `*` in the host; of one in the query nothing is known. */
function* starOutsidePath(file: YamlFile, path: Path, endpoint: string): Iterable<Finding> {
  const [, query = ""] = endpoint.split("?");
  if (hostOf(endpoint).includes("*")) {
    const wrong = "AWS refuses a * in the host, and fills those of the path only";
    yield file.finding("star-in-host", path, `${wrong}; write the host, and a destination for each there is`);
  }
  if (query.includes("*")) {
    const wrong = "a * behind the ? is outside the path, and AWS does not say what it makes of it";
    const instead = "write the parameter in httpParameters.queryStringParameters";
    yield file.finding("star-in-query", path, `${wrong}; ${instead}`);
  }
}

function hostOf(endpoint: string): string {
  return (/^https:\/\/([^/?:]*)/.exec(endpoint)?.[1] ?? "").toLowerCase();
}

/** Loopback, link-local and private IPv4 (RFC 1918, 6890), and names that no public name server knows (RFC 6761, 6762). */
function isPrivateHost(host: string): boolean {
  const privateName = /^[^.]+$|\.(localhost|local|internal|intranet|lan|corp|home\.arpa)$/.test(host);
  const privateAddress = /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\.[\d.]+$/.test(host);
  return privateAddress || (privateName && !host.includes("*"));
}
