import dns from "node:dns";
import net from "node:net";
import { LocalHub } from "#simulator/local";
import { RunningHub } from "./running-hub";
import { CENTRAL_BUS, SHOP, SMALL_HUB } from "./small-hub";

/** Hosts that were connected to or looked up while `play` ran; none is let through but loopback. */
async function contacted(play: () => Promise<void>): Promise<Set<string>> {
  const hosts = new Set<string>();
  const refuse = (host: string) => {
    hosts.add(host);
    if (host !== "127.0.0.1") throw Object.assign(new Error(`not loopback: ${host}`), { code: "EGUARD" });
  };
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was, and called with its own `this`
  const { connect } = net.Socket.prototype;
  const connecting = jest.spyOn(net.Socket.prototype, "connect").mockImplementation(function (
    this: net.Socket,
    ...args: unknown[]
  ) {
    const [options] = args.flat() as [{ host?: string }];
    refuse(options.host ?? "localhost");
    Reflect.apply(connect, this, args);
    return this;
  });
  const { lookup } = dns;
  const lookingUp = jest.spyOn(dns, "lookup").mockImplementation((...args: unknown[]) => {
    refuse(String(args[0]));
    Reflect.apply(lookup, dns, args);
  });
  try {
    await play();
  } finally {
    connecting.mockRestore();
    lookingUp.mockRestore();
  }
  return hosts;
}

const detail = { id: "C-7", email: "lena@mail.example" };

test("nothing but loopback is contacted: tokens, deliveries, retries and redirects included", async () => {
  const hosts = await contacted(() =>
    RunningHub.with(async (running) => {
      await running.fault({ destination: "contacts", status: 503 });
      await running.putAndSettle("Customer Registered", detail);
      await running.fault({ destination: "messages", status: 302 });
      await running.putAndSettle("Order Placed", {});
      expect(running.story).toEqual(["accepted", "retry", "delivered", "accepted", "dropped"]);
    }),
  );
  expect([...hosts]).toEqual(["127.0.0.1"]);
});

test("a live connection goes to its real host, over TLS; the others stay on loopback", async () => {
  const [, chat] = SMALL_HUB.connections;
  const secrets = { credential: { type: "API_KEY", apiKey: "canary-live-8c1f" }, valueOf: () => "" } as const;
  const live = new Map([[chat?.arn ?? "", secrets]]);
  const hosts = await contacted(() =>
    RunningHub.with(
      async (running) => {
        await running.putAndSettle("Customer Registered", detail);
        await running.putAndSettle("Order Placed", {});
        expect(running.story).toEqual(["accepted", "delivered", "accepted", "dropped"]);
        expect(JSON.stringify([running.reports, await running.hub.recorder.requests()])).not.toContain(
          "canary-live-8c1f",
        );
        expect((await running.hub.recorder.requests()).map(({ url }) => new URL(url).host)).not.toContain(
          "chat.example",
        );
      },
      { live },
    ),
  );
  expect([...hosts].sort()).toEqual(["127.0.0.1", "chat.example"]);
});

test("what is not documented is not sent to a real product", async () => {
  const [crm] = SMALL_HUB.connections;
  const credential = { type: "OAUTH_CLIENT_CREDENTIALS", clientId: "id", clientSecret: "canary-live-2b77" } as const;
  const hosts = await contacted(() =>
    RunningHub.with(
      async (running) => {
        await running.putAndSettle("Customer Registered", { email: "no-id@mail.example" });
        expect(running.story).toEqual(["accepted", "notSent"]);
      },
      { live: new Map([[crm?.arn ?? "", { credential, valueOf: () => "" }]]) },
    ),
  );
  expect([...hosts]).toEqual(["127.0.0.1"]);
});

describe("the hub's port", () => {
  const entry = { Source: "acme.shop", DetailType: "Order Placed", Detail: "{}", EventBusName: CENTRAL_BUS };

  test("does not answer a name that a web page made point to it", () =>
    RunningHub.with(async ({ hub }) => {
      const { port } = new URL(hub.url);
      const answer = await new Promise<string>((resolve) => {
        const socket = net.connect(Number(port), "127.0.0.1", () => {
          const body = JSON.stringify({ Entries: [entry] });
          socket.write(
            "POST / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nX-Amz-Target: AWSEvents.PutEvents\r\n" +
              `x-hub-account-id: ${SHOP}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
          );
        });
        let text = "";
        socket
          .on("data", (chunk) => (text += chunk.toString()))
          .on("close", () => {
            resolve(text);
          });
      });
      expect(answer).toMatch(/^HTTP\/1\.1 400[^]*AccessDeniedException/);
    }));

  test("takes no order from a form or plain text, which a web page may send anywhere", () =>
    RunningHub.with(async ({ hub }) => {
      const body = JSON.stringify({ destination: "messages", status: 500 });
      const answer = await fetch(`${hub.url}/_hub/faults`, { method: "POST", body });
      expect(answer.status).toBe(400);
    }));

  test("that is taken is an error with its name", () =>
    RunningHub.with(async ({ hub }) => {
      const port = Number(new URL(hub.url).port);
      await expect(LocalHub.start({ topology: SMALL_HUB, port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    }));
});
