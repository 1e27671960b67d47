import { hub } from "./hub-process";

describe("with --json a failure is JSON on standard output too, and nothing else is printed:", () => {
  test.each<[args: readonly string[], error: RegExp]>([
    [["simulate", "--event", "none.json"], /^none\.json: no such file$/],
    [["match", "--pattern", "package.json", "--event", "none.json"], /^none\.json: no such file$/],
    [["local", "--port", "http"], /^--port http: a port is a number from 0 to 65535$/],
    [["demo", "order-and-cmr"], /^no example is called "order-and-cmr"; write order-and-crm$/],
    [["credentials", "status", "slak"], /^no tenant is called slak; write slack$/],
    [["verify", "tenant-slak"], /^there is no stack tenant-slak; write tenant-slack$/],
    [
      ["verify", "source-shop"],
      /^out of reach: source-shop \(210000000001\); the operators' role is in the hub account and reaches no other$/,
    ],
    [["credentials", "put", "slack"], /^nothing came on standard input: give a JSON object with the keys apiKey/],
    [["synth", "--out", "package.json"], /^package\.json cannot be written: /],
    [["check", "--evn", "dev"], /^unknown option '--evn'/],
    [["chek"], /^unknown command 'chek'/],
  ])("%j", (args, error) => {
    const { code, stdout, stderr } = hub(...args, "--json");
    expect([code, stderr]).toEqual([1, ""]);
    expect(JSON.parse(stdout)).toEqual({ error: expect.stringMatching(error) as string });
  });
});
