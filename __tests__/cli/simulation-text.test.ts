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

test("a rule that forwards shows the bus and the event", () => {
  expect(told("shop", SHOP)).toContain(`\n1 delivery\n\nhub: ${CENTRAL_BUS} (rule forward)\n  {\n    "version": "0",`);
});
