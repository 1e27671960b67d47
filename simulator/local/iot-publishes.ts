import { iotTopicArn } from "../../aws/arn";
import { AwsError, decodedUrl, type HttpAnswer, type HttpCall } from "./aws-protocol";
import type { Access, Caller } from "./caller";
import type { Clock } from "../delivery";
import type { Reporter } from "./report";

/** A message that was published to a topic of IoT Core. */
export interface RecordedPublish {
  /** ISO 8601. */
  readonly at: string;
  readonly account: string;
  /** The function that published it, or the account. */
  readonly by: string;
  readonly topic: string;
  readonly qos: 0 | 1;
  /** As text; base64 where it is not UTF-8. */
  readonly payload: string;
  readonly isBase64Encoded: boolean;
}

const PUBLISH = /^\/topics\/(?<topic>[^?]+)(?:\?(?<query>.*))?$/;

/** Limits of a message (IoT Core quotas, "message broker and protocol"). */
const TOPIC_BYTES = 256;
const TOPIC_SLASHES = 7;
const PAYLOAD_BYTES = 131_072;

/** So many messages are remembered, the latest. */
const REMEMBERED = 1_000;

/** Whether a request is IoT Data Plane's Publish. */
export function isPublishCall({ method, url }: HttpCall): boolean {
  return method === "POST" && PUBLISH.test(url);
}

/** Stands in for IoT Core's broker: takes what is published and remembers it. Nobody can subscribe. */
export class IotPublishes {
  readonly recorded: RecordedPublish[] = [];

  constructor(
    private readonly access: Access,
    private readonly clock: Clock,
    private readonly report: Reporter,
  ) {}

  /**
   * https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html
   *
   * @param region of the caller
   * @throws AwsError as AWS would
   */
  publish({ url, body }: HttpCall, caller: Caller, region: string): HttpAnswer {
    const { topic: encoded = "", query = "" } = PUBLISH.exec(url)?.groups ?? {};
    const topic = decodedUrl(encoded);
    const { account } = caller;
    if (
      topic === undefined ||
      Buffer.byteLength(topic) > TOPIC_BYTES ||
      topic.split("/").length - 1 > TOPIC_SLASHES ||
      /[#+]/.test(topic)
    ) {
      throw new AwsError("InvalidRequestException", "Invalid topic");
    }
    if (body.length > PAYLOAD_BYTES) {
      throw new AwsError("RequestEntityTooLargeException", "Payload is too large", undefined, 413);
    }
    const resource = iotTopicArn({ account, region }, topic);
    if (this.access.refusal(caller, { action: "iot:Publish", resource, region }) !== undefined) {
      throw new AwsError("ForbiddenException", "Forbidden", undefined, 403);
    }
    const by = caller.kind === "role" ? caller.session : account;
    const text = body.toString("utf8");
    const isBase64Encoded = !Buffer.from(text, "utf8").equals(body);
    this.recorded.push({
      at: new Date(this.clock.now()).toISOString(),
      account,
      by,
      topic,
      qos: new URLSearchParams(query).get("qos") === "1" ? 1 : 0,
      payload: isBase64Encoded ? body.toString("base64") : text,
      isBase64Encoded,
    });
    if (this.recorded.length > REMEMBERED) this.recorded.shift();
    this.report({ kind: "published", by, topic, bytes: body.length });
    return { status: 200, headers: { "Content-Type": "application/json" }, body: "{}" };
  }
}
