import net, { type AddressInfo } from "node:net";
import { endStartedHubs, hub, startHub } from "./hub-process";

const BUS = "arn:aws:events:eu-central-1:200000000001:event-bus/acme-dev-central";
const SHOP = "210000000001";
const CANARY = "canary-live-e5d9";

const dispute = { Source: "com.acme.billing", DetailType: "Payment Disputed", Detail: "{}", EventBusName: BUS };

function putEvents(url: string, account: string, ...Entries: readonly object[]) {
  return fetch(url, {
    method: "POST",
    headers: { "X-Amz-Target": "AWSEvents.PutEvents", "x-hub-account-id": account },
    body: JSON.stringify({ Entries }),
  });
}

// A test that fails must not leave its hub running.
afterEach(endStartedHubs);

describe("hub local", () => {
  test("says where it listens and how to use it, tells of every event, and ends with Ctrl-C", async () => {
    const running = startHub(["local", "--port", "0"]);
    const first = (await running.nextLine()) ?? "";
    const url =
      /^The hub listens on (http:\/\/127\.0\.0\.1:\d+) until Ctrl-C: 24 rules, 8 connections\.$/.exec(first)?.[1] ?? "";
    await putEvents(url, SHOP, { ...dispute, Source: "com.acme.shop.orders", DetailType: "Order Shipped" });
    await putEvents(url, SHOP, dispute);
    let line = await running.nextLine();
    while (line?.includes("  refused ") === false) line = await running.nextLine();
    expect(line).toMatch(
      /^\d\d:\d\d:\d\d {2}refused +"Payment Disputed" of com\.acme\.billing from 210000000001 on acme-dev-central: /,
    );

    const { code, stdout, stderr } = await running.interrupt();
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("nothing leaves it");
    expect(stdout).toContain(`aws --endpoint-url ${url} --region eu-central-1 events put-events`);
    expect(stdout).toContain(`sqs receive-message --message-attribute-names All`);
    expect(stdout).toMatch(
      /\n\d\d:\d\d:\d\d {2}accepted +"Order Shipped" .* on acme-dev-central, \d targets {2}\[event [0-9a-f]{8}\]\n/,
    );
    expect(stdout).toMatch(/\n2 requests to make: /);
  });

  test("prints commands that work as they stand: an event that is delivered, and the queue that it would end in", async () => {
    const running = startHub(["local", "--port", "0"]);
    const lines: string[] = [];
    while (!lines.some((line) => line.includes('-d \'{"destination"'))) lines.push((await running.nextLine()) ?? "");
    const printed = lines.join("\n");
    const [, account = "", url = "", entries = ""] =
      /AWS_ACCESS_KEY_ID=(\d+) [^]*?--endpoint-url (\S+) [^]*?--entries \\\n +'(.*)'/.exec(printed) ?? [];
    await putEvents(url, account, ...(JSON.parse(entries) as object[]));
    const [, destination = ""] = /"destination":"([^"]+)"/.exec(printed) ?? [];
    expect(printed).toMatch(new RegExp(`--queue-url \\S+/${destination}_[a-z-]+_dlq\n`));
    let line = await running.nextLine();
    while (line?.includes("  accepted ") !== true) line = await running.nextLine();
    expect(line).toMatch(/, [1-9] targets? {2}\[event [0-9a-f]{8}\]$/);
    const paths: unknown = await (await fetch(`${url}/_hub`)).json();
    expect(paths).toMatchObject({ paths: { "GET /_hub/requests": "what arrived at the recorder" } });
    expect((await running.interrupt()).stdout).toMatch(/: [1-9]\d* delivered, 0 dead-lettered/);
  });

  test("--json tells the same, a line each", async () => {
    const running = startHub(["local", "--port", "0", "--json"]);
    const { kind, url, buses } = JSON.parse((await running.nextLine()) ?? "") as {
      kind: string;
      url: string;
      buses: string[];
    };
    expect([kind, buses]).toEqual(["listening", [BUS]]);
    await putEvents(url, SHOP, dispute);
    expect(JSON.parse((await running.nextLine()) ?? "")).toMatchObject({
      kind: "refused",
      event: { account: SHOP, source: "com.acme.billing", detailType: "Payment Disputed" },
      bus: BUS,
    });
    const { stdout } = await running.interrupt();
    expect(stdout).toMatch(/\n\{"kind":"stopped","deliveries":\{"accepted":0/);
  });

  test("--live takes the tenant's secret from standard input, and prints none of it", async () => {
    const secret = JSON.stringify({ username: "acme", password: CANARY, webhookToken: CANARY });
    const running = startHub(["local", "--port", "0", "--live", "parcelpoint"], secret);
    await running.nextLine();
    expect(await running.nextLine()).toMatch(/^The requests of parcelpoint go to its real product\./);
    const { code, stdout, stderr } = await running.interrupt();
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(CANARY);
  });

  test.each([
    [["--live", "parcelpoint"], CANARY, /^error: --live: the credentials are not a JSON object of strings/],
    [
      ["--live", "parcelpoint"],
      `{"password":"${CANARY}"}`,
      /^error: --live: the credentials have no (username|webhookToken)/,
    ],
    [["--live", "nobody"], "{}", /^error: no tenant is called nobody; there are .*salesforce/],
    [["--live", "slack/eu"], "{}", /^error: --live: slack has no connection eu; write slack\n/],
    [["--port", "http"], "", /^error: --port http: a port is a number/],
    [["--out", "no-such-folder"], "", /^error: no-such-folder: no such folder; emit it with/],
  ])("%j is refused in a sentence", async (args, input, message) => {
    const running = startHub(["local", ...args], input);
    while ((await running.nextLine()) !== undefined);
    const { code, stdout, stderr } = await running.interrupt();
    expect(stderr).toMatch(message);
    expect(stdout + stderr).not.toContain(CANARY);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(code).toBe(1);
  });

  test("a port that is taken is said, with what to do", async () => {
    const taken = net.createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    const { code, stderr } = hub("local", "--port", String(port));
    expect([code, stderr]).toEqual([1, `error: port ${port} is taken; choose another with --port\n`]);
    taken.close();
  });
});
