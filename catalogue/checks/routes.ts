import { HTTP_API_AUTHORIZERS, HTTP_API_ROUTES } from "../../aws/limits";
import type { Finding } from "../files/findings";
import type { IngressFile } from "../model";
import { writtenRoutes, type Entry, type SoundFiles } from "../sound-files";
import { count } from "../wording";
import { unpublished } from "./unpublished";

/** Each request has one route, and a route's event is one that the API's account may publish. */
export function* routes(files: SoundFiles): Iterable<Finding> {
  for (const ingress of files.ingress) {
    yield* sameRequests(ingress);
    yield* tooMany(ingress);
  }
  for (const { ingress, route, path } of writtenRoutes(files)) {
    const account = files.sources.find(({ id }) => id === ingress.value.account);
    if (route.integration.type !== "event" || account === undefined) continue;
    const { source, detailType } = route.integration;
    yield* unpublished(ingress.file, [...path, "integration", "source"], account, "source", source);
    yield* unpublished(ingress.file, [...path, "integration", "detailType"], account, "detail-type", detailType);
  }
}

/** `/orders/{id}` and `/orders/{orderId}` are the same to API Gateway. */
function* sameRequests({ value, file }: Entry<IngressFile>): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const [id, { method, path }] of Object.entries(value.routes)) {
    const request = `${method} ${path.replace(/\{\w+\}/g, "{}")}`;
    const other = first.get(request);
    if (other !== undefined) {
      const wrong = `${method} ${path} is the request of ${other} already`;
      yield file.finding("same-route", ["routes", id, "path"], `${wrong}; write another path or method`);
    }
    first.set(request, other ?? id);
  }
}

function* tooMany({ value, file }: Entry<IngressFile>): Iterable<Finding> {
  const written = Object.values(value.routes);
  if (written.length > HTTP_API_ROUTES) {
    const wrong = `${count(written.length, "route")}, AWS allows ${HTTP_API_ROUTES} of an API`;
    yield file.findingAtKey("too-many-routes", ["routes"], `${wrong}; write the others in a second file`);
  }
  const checked = written.flatMap(({ authorizer }) =>
    authorizer.type === "JWT" ? [JSON.stringify([authorizer.issuer, authorizer.audience.toSorted()])] : [],
  );
  const authorizers = new Set(checked).size;
  if (authorizers <= HTTP_API_AUTHORIZERS) return;
  const wrong = `${authorizers} pairs of issuer and audience, AWS allows ${HTTP_API_AUTHORIZERS} of an API`;
  yield file.findingAtKey(
    "too-many-authorizers",
    ["routes"],
    `${wrong}; write the same audience for several routes, or a second file`,
  );
}
