import { z } from "zod";
import { INVOCATIONS_PER_SECOND } from "../../aws/limits";
import { optionalNumber, text } from "./argument-schemas";
import type { ApiDestinationResource, Connection } from "./model";
import type { StackReader } from "./stack-reader";

const apiDestinationSchema = z.object({
  connection_arn: text.optional(),
  invocation_endpoint: text,
  http_method: z.enum(["HEAD", "POST", "PATCH", "DELETE", "PUT", "GET", "OPTIONS"]),
  invocation_rate_limit_per_second: optionalNumber,
});

/** The API destinations of a stack, each with its connection, of whichever stack that is. */
export function readApiDestinations(
  reader: StackReader,
  connections: ReadonlyMap<string, Connection>,
): ApiDestinationResource[] {
  return reader.ofType("aws_cloudwatch_event_api_destination").flatMap((resource) => {
    const destination = reader.read(resource, apiDestinationSchema);
    if (destination === undefined) return [];
    const { connection_arn: connectionArn } = destination;
    const connection = connectionArn === undefined ? undefined : connections.get(connectionArn);
    if (connection === undefined && connectionArn !== undefined) {
      reader.note(resource, `connection_arn: connection ${connectionArn} is not in this Terraform, or not understood`);
    }
    return [
      {
        ...reader.resource(resource),
        endpoint: destination.invocation_endpoint,
        httpMethod: destination.http_method,
        rateLimitPerSecond: destination.invocation_rate_limit_per_second ?? INVOCATIONS_PER_SECOND,
        connection,
      },
    ];
  });
}
