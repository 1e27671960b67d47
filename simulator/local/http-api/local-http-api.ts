import http from "node:http";
import type { AddressInfo } from "node:net";
import { invokeRefusal } from "../../policy";
import type { HttpApi, HttpStage } from "../../topology";
import { AwsError, readBytes } from "../aws-protocol";
import type { Access } from "../caller";
import type { LocalFunctions } from "../functions/local-functions";
import { LOOPBACK_HOST } from "../loopback";
import type { Reporter } from "../report";
import type { AccessLog } from "./access-log";
import { gatewayAnswer, sendable, type ApiAnswer } from "./api-answer";
import { apiRequest, stageOf, type ApiRequest } from "./api-request";
import { authorize } from "./authorization";
import { functionAnswer } from "./function-answer";
import { functionPayload } from "./function-payload";
import type { LocalIssuer } from "./local-issuer";
import { putEventsAnswer, type PutEvents } from "./put-events-route";
import type { RequestContext } from "./request-context";
import { matchRoute } from "./route-match";
import { Throttle } from "./throttle";

/** "Maximum payload size: 10 MB" (API Gateway quotas for HTTP APIs). */
const PAYLOAD_BYTES = 10 * 1_048_576;

/** What a {@link LocalHttpApi} works with. */
export interface LocalHttpApiOptions {
  readonly functions: LocalFunctions;
  readonly putEvents: PutEvents;
  readonly access: Access;
  readonly issuer: LocalIssuer;
  readonly log: AccessLog;
  readonly report: Reporter;
  readonly now: () => number;
}

/** One HTTP API on a port of its own, so that paths and hosts are as they are on AWS. */
export class LocalHttpApi {
  readonly #server: http.Server;
  readonly #throttles: ReadonlyMap<HttpStage, Throttle>;

  private constructor(
    readonly api: HttpApi,
    private readonly options: LocalHttpApiOptions,
  ) {
    this.#throttles = new Map(api.stages.map((stage) => [stage, new Throttle(stage)]));
    this.#server = http.createServer((request, response) => {
      this.#serve(request, response).catch(() => request.socket.destroy());
    });
  }

  /**
   * @param port 0 for any that is free
   * @throws Error of Node when the port cannot be had
   */
  static async start(api: HttpApi, port: number, options: LocalHttpApiOptions): Promise<LocalHttpApi> {
    const local = new LocalHttpApi(api, options);
    await new Promise<void>((resolve, reject) => {
      local.#server.once("error", reject).listen(port, "127.0.0.1", resolve);
    });
    return local;
  }

  /** `http://127.0.0.1:4011` */
  get url(): string {
    return `http://${this.#host}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get #host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const began = performance.now();
    const { method = "", url = "", headers } = request;
    const { answer: given, context } = LOOPBACK_HOST.test(headers.host ?? "")
      ? await this.#answer(request).catch(unexpected)
      : { answer: gatewayAnswer(403, "Forbidden", "it was not sent to 127.0.0.1 or localhost"), context: undefined };
    const answer = sendable(given);
    const milliseconds = performance.now() - began;
    if (context !== undefined) this.options.log.write(context, answer, milliseconds);
    this.options.report({
      kind: "request",
      api: this.api.name,
      request: `${method} ${url.split("?")[0] ?? ""}`,
      route: context?.match.route.key,
      status: answer.status,
      milliseconds,
      ...(answer.reason === undefined ? {} : { reason: answer.reason }),
    });
    response
      .writeHead(answer.status, {
        ...answer.headers,
        ...(answer.cookies.length === 0 ? {} : { "Set-Cookie": [...answer.cookies] }),
        "Content-Length": Buffer.byteLength(answer.body),
        "Apigw-Requestid": context?.request.requestId ?? "local",
        // The rest of a body that was too long is not read.
        ...(answer.status === 413 ? { Connection: "close" } : {}),
      })
      .end(answer.body);
  }

  async #answer(incoming: http.IncomingMessage): Promise<{ answer: ApiAnswer; context?: RequestContext | undefined }> {
    let body: Buffer;
    try {
      body = await readBytes(incoming, PAYLOAD_BYTES);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { answer: gatewayAnswer(413, "Request Entity Too Large") };
    }
    const place = stageOf(this.api, incoming.url ?? "/");
    if (place === undefined) return { answer: gatewayAnswer(404, "Not Found", "the API has no stage $default") };
    const { stage } = place;
    const request = apiRequest(incoming, place.url, body, this.options.now());
    const match = matchRoute(this.api.routes, request.method, request.path);
    if (match === undefined) return { answer: gatewayAnswer(404, "Not Found") };
    const unauthorized = { api: this.api, stage, match, request, domainName: this.#host };
    const context: RequestContext = { ...unauthorized, authorizer: undefined, claims: {} };
    if (this.#throttles.get(stage)?.take(match.route.key, request.at) === false) {
      return { answer: gatewayAnswer(429, "Too Many Requests"), context };
    }
    const authorization = await authorize(match.route.authorization, request, {
      ...this.options,
      api: this.api,
      routeArn: this.#routeArn(stage, request),
    });
    if (authorization.kind === "stopped") {
      const { status, message, reason, headers } = authorization;
      return { answer: gatewayAnswer(status, message, reason, headers), context };
    }
    const { authorizer, claims } = authorization;
    const authorized = { ...unauthorized, authorizer, claims };
    return { answer: await this.#integrate(authorized), context: authorized };
  }

  async #integrate(context: RequestContext): Promise<ApiAnswer> {
    const { integration } = context.match.route;
    switch (integration.kind) {
      case "unknown":
        return gatewayAnswer(500, "Internal Server Error", integration.what);
      case "putEvents":
        return putEventsAnswer(integration, context, this.options.putEvents);
      case "function":
        return within(integration.timeoutMilliseconds, this.#invoke(integration.functionArn, context));
    }
  }

  async #invoke(functionArn: string, context: RequestContext): Promise<ApiAnswer> {
    const { functions } = this.options;
    const lambda = functions.byArn(functionArn);
    if (lambda === undefined) {
      return gatewayAnswer(500, "Internal Server Error", `${functionArn} is not in this Terraform`);
    }
    const { stage, match } = context;
    const [method = "", path = ""] = match.route.key.split(" ");
    // Permissions name a route as it is declared: `<execution ARN>/*/POST/user/{id}`; `ANY` is a star.
    const source = `${this.api.executionArn}/${stage.name}/${method === "ANY" ? "*" : method}${path}`;
    const refused = invokeRefusal(lambda, "apigateway.amazonaws.com", source);
    if (refused !== undefined) return gatewayAnswer(500, "Internal Server Error", refused);
    const by = `route ${match.route.key}`;
    const { outcome } = await functions.invoke(lambda, functionPayload(context), { by, attempt: 1 });
    if (outcome.kind === "succeeded") return functionAnswer(outcome.payload);
    return gatewayAnswer(500, "Internal Server Error", `${lambda.name} failed: ${outcome.error.errorType}`);
  }

  #routeArn({ name }: HttpStage, { method, path }: ApiRequest): string {
    return `${this.api.executionArn}/${name}/${method}${path}`;
  }
}

/** Something went wrong in the hub itself, or the client went away. */
function unexpected(error: unknown): { answer: ApiAnswer; context: undefined } {
  const reason = `the local hub failed: ${error instanceof Error ? error.message : "unknown"}`;
  return { answer: gatewayAnswer(500, "Internal Server Error", reason), context: undefined };
}

/** API Gateway stops waiting for its integration; the function goes on. */
async function within(milliseconds: number, work: Promise<ApiAnswer>): Promise<ApiAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ApiAnswer>((resolve) => {
    timer = setTimeout(() => {
      resolve(gatewayAnswer(503, "Service Unavailable", `the integration took longer than ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
