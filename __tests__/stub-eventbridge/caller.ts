import type { Caller } from "./call";
import { passOn, type Received } from "./exchange";
import { AwsRefusal } from "./refusal";

const CREDENTIAL = /Credential=([^/,\s]+)\/(\d+)\/([^/]+)\/[^/]+\/aws4_request/;

/** Who signs calls, asked of the emulator's STS once for each access key. */
export class Callers {
  private readonly known = new Map<string, Promise<Omit<Caller, "region">>>();

  constructor(private readonly emulator: string) {}

  /** @throws AwsRefusal for a call that nobody has signed */
  async of({ headers }: Received): Promise<Caller> {
    const [, key, day, region] = CREDENTIAL.exec(headers.authorization ?? "") ?? [];
    if (key === undefined || day === undefined || region === undefined) {
      throw new AwsRefusal("MissingAuthenticationToken", "Missing Authentication Token", 403);
    }
    let identity = this.known.get(key);
    if (identity === undefined) {
      identity = this.ask(`AWS4-HMAC-SHA256 Credential=${key}/${day}/${region}/sts/aws4_request`);
      this.known.set(key, identity);
    }
    return { ...(await identity), region };
  }

  private async ask(authorization: string): Promise<Omit<Caller, "region">> {
    const { body } = await passOn(this.emulator, {
      method: "POST",
      url: "/",
      headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
      body: Buffer.from("Action=GetCallerIdentity&Version=2011-06-15"),
    });
    const xml = body.toString();
    const arn = /<Arn>([^<]+)<\/Arn>/.exec(xml)?.[1];
    const account = /<Account>(\d{12})<\/Account>/.exec(xml)?.[1];
    if (arn === undefined || account === undefined) throw new Error(`The emulator does not say who calls: ${xml}`);
    return { arn, account };
  }
}
