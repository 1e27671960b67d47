import { parseEvent, simulate } from "#simulator/routing";
import { statusInWords } from "../../cli/text/status-text";
import { outcomeInWords } from "../../cli/text/outcome-text";
import { declaredConnections, type DeclaredConnection } from "../../catalogue/declared-connections";
import { credentialsInWords } from "../../connection/authorization";
import { namesOfId } from "../../connection/names";
import { CREDENTIAL_PLACEHOLDER } from "../../connection/placeholder";
import { parseSpec, type ConnectionSpec } from "../../connection/spec";
import { connectionProblems } from "../../hub-account/connection-problems";
import { connectionStatus } from "../../hub-account/connection-status";
import { NAMING, SECRET } from "../connection/samples";
import { serve, type HttpAws } from "../lambda/connection-credentials/http-aws";
import { Scene } from "../lambda/connection-credentials/scene";
import { RunningHub } from "../simulator/local/running-hub";
import { AUTHORIZATION_TYPES, type AuthorizationCase } from "./authorization-types";
import { CENTRAL_BUS, EmittedEnvironment, SHOP } from "./emitted-environment";

const EVENT = { source: "com.acme.shop", "detail-type": "Order Placed", detail: { orderId: "7" } };

const TYPES: readonly (readonly [type: string, AuthorizationCase])[] = Object.entries(AUTHORIZATION_TYPES);

describe.each(TYPES)("%s, in every room that knows authorization types", (type, expected) => {
  let emitted: EmittedEnvironment;
  let declared: DeclaredConnection;
  let http: HttpAws;
  let scene: Scene;

  beforeAll(async () => {
    emitted = EmittedEnvironment.of(expected.yaml);
    const [connection] = declaredConnections(emitted.environment);
    if (connection === undefined) throw new Error("no connection is declared");
    declared = connection;
    http = await serve(() => scene.aws);
  }, 60_000);
  afterAll(async () => {
    emitted.remove();
    await http.stop();
  });

  /** The spec that the stack emits, as the sync function reads it. */
  const emittedSpec = (): ConnectionSpec => {
    const text = emitted.stack("tenant-crm").only("aws_ssm_parameter").text("insecure_value");
    const parsed = parseSpec(text, namesOfId(NAMING, "crm"));
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.value;
  };

  /** A tenant as its stack leaves it and somebody has put credentials for it, synced. */
  const synced = async () => {
    scene = new Scene(emittedSpec());
    scene.aws.putSecret(SECRET, expected.secret);
    return scene.sync(http.clients);
  };

  test("the catalogue takes it without a finding", () => {
    expect(emitted.findings).toEqual([]);
    expect(declared.spec.authorization).toEqual(expected.declared);
  });

  test("the tenant's stack emits it, with placeholders for credentials, and a spec that the sync function reads", () => {
    const { attributes } = emitted.stack("tenant-crm").only("aws_cloudwatch_event_connection");
    expect(attributes).toMatchObject({ authorization_type: type, auth_parameters: expected.emitted });
    expect(emittedSpec().authorization).toEqual(expected.declared);
  });

  test("topology reads it back, and no credential with it", () => {
    const [connection] = emitted.topology.connections;
    expect(connection?.description.authorization).toEqual(expected.readBack);
    expect(JSON.stringify(emitted.topology)).not.toContain(CREDENTIAL_PLACEHOLDER);
    expect(emitted.topology.unknown).toEqual([]);
  });

  test("simulate shows the request with its authorization", () => {
    const { topology } = emitted;
    const bus = topology.buses.find(({ arn }) => arn === CENTRAL_BUS);
    if (bus === undefined) throw new Error("there is no central bus");
    const { deliveries } = simulate({ topology, event: parseEvent(JSON.stringify(EVENT)), bus, account: SHOP });
    const [delivery] = deliveries.filter(({ stack }) => stack === "tenant-crm");
    expect(delivery?.authorization).toMatchObject(expected.simulated);
    expect(delivery?.request?.headers).toMatchObject(expected.header);
  });

  test("the local hub sends the request, authorized so, over HTTP", async () => {
    await RunningHub.with(
      async (running) => {
        const { source, "detail-type": DetailType, detail } = EVENT;
        const entry = { EventBusName: CENTRAL_BUS, Source: source, DetailType, Detail: JSON.stringify(detail) };
        expect(await running.put(SHOP, entry)).toMatchObject({ FailedEntryCount: 0 });
        await running.hub.settled();
        expect(await running.hub.recorder.requests()).toMatchObject(expected.recorded);
        expect(running.story).toContain("delivered");
      },
      { topology: emitted.topology },
    );
  });

  test("the sync function puts the secret's values into the connection", async () => {
    expect(await synced()).toMatchObject({ status: "synced", connection: "crm" });
    expect(scene.connection).toMatchObject({ AuthorizationType: type, AuthParameters: expected.synced });
  });

  test("its repair run leaves what is as declared, and puts back what somebody has changed", async () => {
    await synced();
    const repair = () => scene.handle({ action: "repair" }, http.clients);
    expect(await repair()).toMatchObject({ inSync: ["crm"], synced: [] });
    expected.changedByHand.change(scene.connection);
    expect(await repair()).toMatchObject({ inSync: [], synced: ["crm"] });
    expect(scene.logged).toContainEqual(
      expect.objectContaining({ because: `changed by hand: ${expected.changedByHand.setting}` }),
    );
    expect(scene.connection).toMatchObject({ AuthorizationType: type, AuthParameters: expected.synced });
  });

  test("people are told what is asked for, what came of it, and how it stands; never a value", async () => {
    expect(credentialsInWords(expected.declared)).toEqual(expected.words);
    const outcome = await synced();
    if (!("status" in outcome)) throw new Error(JSON.stringify(outcome));
    const told = outcomeInWords(declared.spec, outcome);
    expect(told.some((line) => line.includes("with the first event"))).toBe(expected.triedWithFirstEvent);
    const status = await connectionStatus(http.clients, declared);
    const table = statusInWords([{ status, problems: connectionProblems(status, declared.stack) }]);
    expect(table).toMatch(/^crm {9}live {7}AUTHORIZED {2}\w{8} {2}today {2}yes$/m);
    expect([...told, table, ...scene.said].join("\n")).not.toContain("canary");
  });
});
