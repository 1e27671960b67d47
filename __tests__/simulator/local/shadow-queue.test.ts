/** What becomes of an event whose rule sends to a queue in the place of a product. */
import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { reportWords } from "#simulator/local";
import { hubBus, parseEvent, simulate } from "#simulator/routing";
import type { Topology } from "#simulator/topology";
import { CENTRAL_BUS, EmittedEnvironment, HUB, SHOP } from "../../conformance/emitted-environment";
import { RunningHub } from "./running-hub";

const NAME = "acme-test-invoicing_invoices_order-placed";
const QUEUE = `arn:aws:sqs:eu-central-1:${HUB}:${NAME}_shadow`;
const BODY = '{"orderId":"7"}';
const EVENT = { source: "com.acme.shop", "detail-type": "Order Placed", detail: { orderId: "7" } };

let emitted: EmittedEnvironment;
beforeAll(() => {
  emitted = EmittedEnvironment.of();
}, 60_000);
afterAll(() => {
  emitted.remove();
});

/** Puts the event on a hub of this Terraform, and looks when nothing is under way any more. */
async function afterEvent(topology: Topology, look: (running: RunningHub) => Promise<void>): Promise<void> {
  await RunningHub.with(
    async (running) => {
      const { source: Source, "detail-type": DetailType, detail } = EVENT;
      const entry = { EventBusName: CENTRAL_BUS, Source, DetailType, Detail: JSON.stringify(detail) };
      await running.eventBridge(SHOP).send(new PutEventsCommand({ Entries: [entry] }));
      await running.hub.settled();
      await look(running);
    },
    { topology },
  );
}

/** The delivery of the tenant in shadow. */
function simulated(topology: Topology) {
  const event = parseEvent(JSON.stringify(EVENT));
  const { deliveries } = simulate({ topology, event, bus: hubBus(topology, CENTRAL_BUS), account: SHOP });
  return deliveries.find(({ rule }) => rule === NAME);
}

function withQueues(change: (queue: Topology["queues"][number]) => Topology["queues"]): Topology {
  const { topology } = emitted;
  return { ...topology, queues: topology.queues.flatMap((queue) => (queue.arn === QUEUE ? change(queue) : [queue])) };
}

test("the queue gets what is simulated, nothing goes to the product, and AWS's own tools read it", async () => {
  await afterEvent(emitted.topology, async (running) => {
    expect(running.hub.queues.letters(QUEUE)).toEqual([{ body: BODY, attributes: {} }]);
    expect(simulated(emitted.topology)?.input).toBe(BODY);
    const arrived = (await running.hub.recorder.requests()).map(({ url }) => url);
    expect(arrived).toEqual(["https://crm.example.com/orders"]);
    expect(running.reports.map(reportWords)).toContainEqual({
      kind: "queued",
      text: `Order Placed by ${NAME} into ${NAME}_shadow`,
    });

    const QueueUrl = `${running.hub.url}/${HUB}/${NAME}_shadow`;
    const { Messages } = await running.sqs(HUB).send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages?.map(({ Body }) => Body)).toEqual([BODY]);
  });
});

test("the hub shows it apart from dead letters", async () => {
  await afterEvent(emitted.topology, async ({ hub: { url } }) => {
    const shown = async (path: string) => await (await fetch(`${url}/_hub/${path}`)).json();
    expect(await shown("shadows")).toEqual([{ queue: QUEUE, body: BODY }]);
    expect(await shown("dead-letters")).toEqual([]);
  });
});

test("a queue whose policy does not let the rule in takes nothing, and the dead-letter queue does", async () => {
  const closed = withQueues((queue) => [{ ...queue, policy: queue.policy?.replace(`/${NAME}"`, '/another"') }]);
  const reason = "the policy of the queue does not let the rule send to it";
  expect(simulated(closed)).toMatchObject({ notDelivered: reason, deadLetter: { code: "NO_PERMISSIONS", body: BODY } });
  await afterEvent(closed, ({ hub: { queues } }) => {
    expect(queues.letters(QUEUE)).toEqual([]);
    const [letter, ...others] = queues.letters(QUEUE.replace(/_shadow$/, "_dlq"));
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ body: BODY, attributes: { ERROR_CODE: "NO_PERMISSIONS", TARGET_ARN: QUEUE } });
    return Promise.resolve();
  });
});

test("a queue that is not in the Terraform gets what it gets on AWS, and the local hub says that it has none", async () => {
  const gone = withQueues(() => []);
  expect(simulated(gone)?.input).toBe(BODY);
  await afterEvent(gone, ({ reports }) => {
    const reason = `its target is not in this Terraform: ${QUEUE}`;
    expect(reports).toContainEqual(expect.objectContaining({ kind: "notSent", rule: NAME, reason }));
    return Promise.resolve();
  });
});

test("of Terraform without its locals, such as a plan, the body is known and the rest of the request is not", () => {
  const { topology } = emitted;
  const rules = topology.rules.map((rule) => ({
    ...rule,
    targets: rule.targets.map((target) => ({ ...target, shadowOf: undefined })),
  }));
  expect(simulated({ ...topology, rules })).toMatchObject({
    input: BODY,
    unknown: ["the request to acme-test-invoicing_invoices, but for its body"],
  });
});
