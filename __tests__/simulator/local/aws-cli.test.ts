import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { RunningHub } from "./running-hub";
import { CENTRAL_BUS, HUB, SHOP, STRANGER } from "./small-hub";

const installed = spawnSync("aws", ["--version"]).status === 0;
/** Where the CLI is not installed, `npm test` says so at its end (`__tests__/left-out.cjs`). */
const testWithCli = installed ? test : test.skip;

/** Runs the AWS CLI as a user of the local hub would, and reads its JSON. */
async function aws(endpoint: string, account: string, ...args: readonly string[]): Promise<unknown> {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: "any",
    AWS_DEFAULT_REGION: "eu-central-1",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_MAX_ATTEMPTS: "1",
  };
  const { stdout } = await promisify(execFile)("aws", [...args, "--endpoint-url", endpoint, "--output", "json"], {
    env,
  });
  return JSON.parse(stdout);
}

testWithCli(
  "the AWS CLI puts events and receives dead letters",
  () =>
    RunningHub.with(async (running) => {
      await running.fault({ destination: "contacts", status: 403 });
      const entry = {
        EventBusName: CENTRAL_BUS,
        Source: "acme.shop",
        DetailType: "Customer Registered",
        Detail: '{"id":"C-7","email":"lena@mail.example"}',
      };
      const put = (account: string) =>
        aws(running.hub.url, account, "events", "put-events", "--entries", JSON.stringify([entry]));

      expect(await put(SHOP)).toMatchObject({
        FailedEntryCount: 0,
        Entries: [{ EventId: expect.any(String) as string }],
      });
      await expect(put(STRANGER)).rejects.toThrow(/\(AccessDeniedException\) when calling the PutEvents operation/);
      await running.hub.settled();

      const { QueueUrl } = (await aws(
        running.hub.url,
        HUB,
        ...["sqs", "get-queue-url", "--queue-name", "contacts-dlq"],
      )) as { QueueUrl: string };
      const letters = await aws(
        running.hub.url,
        HUB,
        ...["sqs", "receive-message", "--queue-url", QueueUrl, "--message-attribute-names", "All"],
      );
      expect(letters).toMatchObject({
        Messages: [
          {
            Body: expect.stringContaining('"detail-type":"Customer Registered"') as string,
            MessageAttributes: { ERROR_CODE: { StringValue: "ERROR_FROM_TARGET", DataType: "String" } },
          },
        ],
      });
    }),
  60_000,
);
