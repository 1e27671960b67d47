import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { parseEvent, simulate, type TargetPlan } from "#simulator/routing";
import { routesOf, type Rule, type TargetDestination } from "#simulator/topology";
import { RunningHub } from "../simulator/local/running-hub";
import { EmittedEnvironment, SHOP } from "./emitted-environment";
import { event, TARGET_KINDS, type TargetCase } from "./target-kinds";

let emitted: EmittedEnvironment;
beforeAll(() => {
  emitted = EmittedEnvironment.of();
}, 60_000);
afterAll(() => {
  emitted.remove();
});

const KINDS: readonly (readonly [kind: string, TargetCase])[] = Object.entries(TARGET_KINDS);

test("the catalogue takes an environment with every kind without a finding", () => {
  expect(emitted.findings).toEqual([]);
});

// tsc refuses these lines where topology reads back, or routing plans, a kind that constructs do not make. What is read back
// may be a service that is not simulated, too, and what is planned may be a dead letter or nothing at all.
TARGET_KINDS satisfies Record<Exclude<TargetDestination["kind"], "other">, TargetCase>;
TARGET_KINDS satisfies Record<
  Exclude<TargetPlan["kind"], "otherService" | "deadLetter" | "nothing" | "unknown">,
  TargetCase
>;

describe.each(KINDS)("%s, in every room that knows target kinds", (kind, expected) => {
  /** The rule with such a target. */
  const rule = (): Rule => {
    const found = emitted.topology.rules.find(
      ({ stack, busArn }) => stack === expected.stack && busArn === expected.bus,
    );
    if (found === undefined) throw new Error(`no rule of ${expected.stack} listens on ${expected.bus}`);
    return found;
  };

  test("its stack emits the target, and waits for what lets EventBridge in", () => {
    const targets = emitted.stack(expected.stack).resources("aws_cloudwatch_event_target");
    expect(targets.map(({ attributes }) => attributes)).toContainEqual(
      expect.objectContaining({
        ...expected.emitted,
        depends_on: [expect.stringMatching(`^${expected.letIn}\\.`) as string],
      }),
    );
  });

  test("topology reads it back", () => {
    expect(rule().targets.map(({ destination }) => destination)).toEqual([expected.readBack]);
    expect(expected.readBack).toHaveProperty("kind", kind);
    expect(routesOf(emitted.topology, expected.stack).map(({ target }) => target)).toContain(expected.route);
  });

  test("simulate shows what it gets", () => {
    const { topology } = emitted;
    const bus = topology.buses.find(({ arn }) => arn === expected.bus);
    if (bus === undefined) throw new Error(`there is no bus ${expected.bus}`);
    const { deliveries } = simulate({ topology, event: parseEvent(JSON.stringify(event)), bus, account: SHOP });
    expect(deliveries.filter(({ rule: name }) => name === rule().name)).toEqual([
      expect.objectContaining(expected.simulated),
    ]);
  });

  test("the local hub delivers to it", async () => {
    await RunningHub.with(
      async (running) => {
        const { source: Source, "detail-type": DetailType, detail } = event;
        const entry = { EventBusName: expected.bus, Source, DetailType, Detail: JSON.stringify(detail) };
        await running.eventBridge(SHOP).send(new PutEventsCommand({ Entries: [entry] }));
        await running.hub.settled();
        expect(await expected.arrived(running)).toBeDefined();
        expect(running.story).not.toContain("notSent");
      },
      { topology: emitted.topology },
    );
  });
});
