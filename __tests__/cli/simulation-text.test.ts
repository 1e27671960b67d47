import { hubBus, parseEvent, simulate } from "#simulator/routing";
import { simulationInWords } from "../../cli/text/simulation-text";
import { CENTRAL_BUS, SHOP, SMALL_HUB, STRANGER } from "../simulator/local/small-hub";

const event = parseEvent('{"source":"acme.shop","detail-type":"Order Placed","detail":{}}');

function told(busName: string, account: string): string {
  const simulation = simulate({ topology: SMALL_HUB, bus: hubBus(SMALL_HUB, busName), event, account });
  return simulationInWords(simulation, { showUnmatched: false });
}

test.each<[what: string, bus: string, account: string, begins: RegExp]>([
  ["the policy allows it", "central", SHOP, /^Accepted: PublishShop allows/],
  ["nothing allows it", "central", STRANGER, /^Refused: no statement allows/],
  [
    "the account owns a bus whose policy nobody knows",
    "shop",
    SHOP,
    /^Taken to be accepted, since the account owns the bus and needs no statement of its policy: not declared here/,
  ],
  ["another account meets such a bus", "shop", STRANGER, /^Not known whether accepted: not declared here/],
])("the first line says it: %s", (_, bus, account, begins) => {
  expect(told(bus, account)).toMatch(begins);
});

describe("an input that is no JSON", () => {
  const [contacts] = SMALL_HUB.rules.filter(({ name }) => name === "contacts");
  const InputTransformer = { InputPathsMap: { c: "$.detail.customer" }, InputTemplate: '{"mail":"<c>"}' };
  const withInput = (change: object) => ({
    ...SMALL_HUB,
    rules:
      contacts === undefined
        ? []
        : [
            {
              ...contacts,
              targets: contacts.targets.map((target) => ({ ...target, input: { InputTransformer }, ...change })),
            },
          ],
  });
  const said = (change: object) => {
    const text = '{"source":"acme.shop","detail-type":"Customer Registered","detail":{"customer":{"id":"C-7"}}}';
    const topology = withInput(change);
    const simulation = simulate({ topology, bus: hubBus(topology, "central"), event: parseEvent(text), account: SHOP });
    return simulationInWords(simulation, { showUnmatched: false });
  };

  test("is a dead letter, shown with its body", () => {
    expect(said({})).toContain(
      "(rule contacts)\n  dead letter INVALID_JSON, not retried: the template is not JSON with <c> filled in: expected",
    );
    expect(said({})).toContain(
      '\n  with the message Invalid input for target.\n  with the body\n  {"mail":"{"id":"C-7"}"}\n',
    );
  });

  test("is lost without a queue", () => {
    expect(said({ deadLetterArn: undefined })).toContain(
      "dead letter INVALID_JSON, and the event is lost: there is no dead-letter queue: the template",
    );
  });
});

test("a rule that forwards shows the bus and the event", () => {
  expect(told("shop", SHOP)).toContain(`\n1 delivery\n\nhub: ${CENTRAL_BUS} (rule forward)\n  {\n    "version": "0",`);
});

test("what an event holds neither steers the terminal nor makes up a line", () => {
  const [sent] = SMALL_HUB.rules.filter(({ name }) => name === "contacts");
  if (sent === undefined) throw new Error("the small hub has no rule contacts");
  const header = { "X-Name": "$.detail.name" };
  const httpParameters = { pathParameters: [], header, queryString: {} };
  const targets = sent.targets.map((target) => ({ ...target, input: {}, httpParameters }));
  const topology = { ...SMALL_HUB, rules: [{ ...sent, targets }] };
  const detail = { name: "a\nAccepted: all\u001b[2J", note: "\u202ereversed" };
  const text = JSON.stringify({ source: "acme.shop", "detail-type": "Customer Registered", detail });
  const simulation = simulate({ topology, bus: hubBus(topology, "central"), event: parseEvent(text), account: SHOP });
  const told = simulationInWords(simulation, { showUnmatched: false });
  expect(told).toContain("\\u202ereversed");
  expect(told).toContain("X-Name: ");
  for (const trick of ["\u001b", "\u202e", "\nAccepted: all"]) expect(told).not.toContain(trick);
});
