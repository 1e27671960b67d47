import {
  DeliveryEngine,
  VirtualClock,
  type Credential,
  type DeadLetter,
  type Delivery,
  type Outcome,
  type Progress,
} from "#simulator/delivery";
import type { Authorization, ConnectionDescription } from "#simulator/request";
import { Endpoint, status, tokenAnswer, type Arrived, type Behaviour } from "./endpoints";

export const CONNECTION = "arn:aws:events:eu-central-1:200000000001:connection/acme/uuid";
export const QUEUE = "arn:aws:sqs:eu-central-1:200000000001:dead-letters";

/** Canaries: distinctive, so that a search for them proves that nothing printed or recorded them. */
export const CANARY = {
  password: "canary-password-6f1d",
  apiKey: "canary-api-key-93ab",
  clientSecret: "canary-client-secret-c07e",
  parameter: "canary-parameter-51d2",
} as const;

const none = { header: [], queryString: [], body: [] };

const kinds: Readonly<Record<Credential["type"], { credential: Credential; authorization: Authorization }>> = {
  BASIC: {
    credential: { type: "BASIC", username: "acme", password: CANARY.password },
    authorization: { type: "BASIC" },
  },
  API_KEY: {
    credential: { type: "API_KEY", apiKey: CANARY.apiKey },
    authorization: { type: "API_KEY", apiKeyName: "X-Api-Key" },
  },
  OAUTH_CLIENT_CREDENTIALS: {
    credential: { type: "OAUTH_CLIENT_CREDENTIALS", clientId: "client-1", clientSecret: CANARY.clientSecret },
    authorization: {
      type: "OAUTH_CLIENT_CREDENTIALS",
      authorizationEndpoint: "https://login.example/oauth/token",
      httpMethod: "POST",
      oAuthHttpParameters: { ...none, body: [{ key: "scope", isValueSecret: false, value: "events" }] },
    },
  },
};

/** How a scene differs from: API key, a day and 185 retries, a queue, an endpoint and token endpoint without faults. */
export interface SceneOptions {
  readonly connection?: Credential["type"];
  readonly endpoint?: readonly Behaviour[] | ((request: Arrived, index: number) => Behaviour) | "refused";
  readonly tokenEndpoint?: readonly Behaviour[] | "refused";
  readonly maximumEventAgeInSeconds?: number;
  readonly maximumRetryAttempts?: number;
  readonly rateLimitPerSecond?: number;
  readonly deadLetterArn?: string | undefined;
  readonly queueRefuses?: string;
  readonly random?: () => number;
  readonly description?: Partial<ConnectionDescription>;
  readonly signal?: AbortSignal;
}

/** An engine between a connection and two endpoints on loopback, in virtual time. */
export class Scene {
  readonly clock = new VirtualClock();
  readonly started = this.clock.now();
  readonly progress: Progress[] = [];
  readonly letters: { queueArn: string; letter: DeadLetter }[] = [];
  readonly engine: DeliveryEngine;
  endpoint!: Endpoint;
  tokenEndpoint!: Endpoint;

  private constructor(readonly options: SceneOptions) {
    const { random = () => 0, queueRefuses, connection = "API_KEY", description, signal } = options;
    this.engine = new DeliveryEngine({
      clock: this.clock,
      random,
      ...(signal === undefined ? {} : { signal }),
      sendDeadLetter: (queueArn, letter) => {
        if (queueRefuses !== undefined) return { kind: "refused", reason: queueRefuses };
        this.letters.push({ queueArn, letter });
        return { kind: "queued" };
      },
      onProgress: (progress) => this.progress.push(progress),
    });
    const { credential, authorization } = kinds[connection];
    this.engine.connect(
      CONNECTION,
      { authorization, invocationHttpParameters: none, ...description },
      { credential, valueOf: () => CANARY.parameter },
      ({ hostname }) => ({
        protocol: "http:",
        host: "127.0.0.1",
        port: this.#portOf(hostname === "login.example" ? "tokenEndpoint" : "endpoint"),
      }),
    );
  }

  /** Runs `play` in a scene and takes it down. */
  static async with<T>(options: SceneOptions, play: (scene: Scene) => Promise<T>): Promise<T> {
    const scene = new Scene(options);
    const { endpoint = [], tokenEndpoint = [tokenAnswer("token-1"), tokenAnswer("token-2")] } = options;
    scene.endpoint = await Endpoint.start(scene.clock, endpoint === "refused" ? [] : endpoint);
    scene.tokenEndpoint = await Endpoint.start(scene.clock, tokenEndpoint === "refused" ? [] : tokenEndpoint);
    try {
      return await play(scene);
    } finally {
      await Promise.all([scene.endpoint.stop(), scene.tokenEndpoint.stop()]);
    }
  }

  /** Delivers one event. */
  deliver(id = "1", changes: Partial<Delivery> = {}): Promise<Outcome> {
    const { maximumEventAgeInSeconds = 86_400, maximumRetryAttempts = 185, rateLimitPerSecond = 300 } = this.options;
    return this.engine.deliver({
      id,
      event: JSON.stringify({ id, detail: {} }),
      acceptedAt: this.clock.now(),
      ruleArn: "arn:aws:events:eu-central-1:200000000001:rule/central/orders",
      targetArn: "arn:aws:events:eu-central-1:200000000001:api-destination/orders/uuid",
      destination: {
        arn: "arn:aws:events:eu-central-1:200000000001:api-destination/orders/uuid",
        endpoint: "https://api.example/orders/*",
        httpMethod: "POST",
        rateLimitPerSecond,
      },
      connectionArn: CONNECTION,
      httpParameters: { pathParameters: [{ kind: "value", value: id }], header: [], queryString: [] },
      body: { kind: "json", body: JSON.stringify({ id }) },
      retryPolicy: { maximumEventAgeInSeconds, maximumRetryAttempts },
      deadLetterArn: "deadLetterArn" in this.options ? this.options.deadLetterArn : QUEUE,
      ...changes,
    });
  }

  /** Virtual seconds since the scene began. */
  get seconds(): number {
    return (this.clock.now() - this.started) / 1000;
  }

  /** Virtual seconds at which requests reached the endpoint. */
  get arrivals(): number[] {
    return this.endpoint.arrived.map(({ at }) => (at - this.started) / 1000);
  }

  #portOf(which: "endpoint" | "tokenEndpoint"): number {
    // Nothing listens on port 1.
    return this.options[which] === "refused" ? 1 : this[which].port;
  }
}

export { status, tokenAnswer };
