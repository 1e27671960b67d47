import { CONDITIONS, LOGIC, RECORDED, type Call, type PolicyCase, type PolicyFact } from "./fact";

type Publish = Extract<Call, { kind: "publish" }>;

const HUB = { arn: "arn:aws:events:eu-central-1:210000000001:event-bus/hub", account: "210000000001" };
const SHOP = "210000000002";
const ROLE = `arn:aws:iam::${HUB.account}:role/publisher`;

const direct = (account = SHOP, source = "shop.orders", detailType = "Order Placed"): Publish => ({
  kind: "publish",
  account,
  source,
  detailType,
});
const forwarded = (account = SHOP, source = "shop.orders"): Publish => ({
  ...{ kind: "publish", account, source, detailType: "Order Placed" },
  viaRule: `arn:aws:events:eu-central-1:${account}:rule/shop/orders`,
});

const allow = (condition?: object) => ({
  ...{ Sid: "Shop", Effect: "Allow", Principal: { AWS: SHOP }, Action: "events:PutEvents", Resource: HUB.arn },
  ...(condition === undefined ? {} : { Condition: condition }),
});
const deny = (condition: object) => ({ ...allow(condition), Sid: "Never", Effect: "Deny", Principal: "*" });

function decided(statements: readonly object[] | undefined, call: Call, decision: PolicyCase["decision"]): PolicyCase {
  return { resource: HUB, statements, call, decision };
}

const INVOCATION = "events:eventBusInvocation";

export const BUS_POLICIES: readonly PolicyFact[] = [
  {
    id: "no-bus-policy",
    fact: "Without a statement that allows it, another account puts nothing on a bus; the bus's own account does.",
    source: `${LOGIC}; ${RECORDED}`,
    cases: [
      decided(undefined, direct(), "denied"),
      decided(undefined, direct(HUB.account), "allowed"),
      decided([allow()], direct(), "allowed"),
      decided([allow()], direct("210000000003"), "denied"),
    ],
  },
  {
    id: "role-as-principal",
    fact: "A role of the bus's own account may be named as the principal.",
    source: RECORDED,
    cases: [decided([{ ...allow(), Principal: { AWS: ROLE } }], { ...direct(HUB.account), arn: ROLE }, "allowed")],
  },
  {
    id: "source-and-detail-type",
    fact: "An allow for a source and a detail-type is for both together.",
    source: `${CONDITIONS}; ${RECORDED}`,
    cases: (
      [
        [direct(), "allowed"],
        [direct(SHOP, "shop.customers"), "denied"],
        [direct(SHOP, "shop.orders", "Order Lost"), "denied"],
        [forwarded(), "denied"],
      ] as const
    ).map(([call, decision]) =>
      decided(
        [
          allow({
            StringEquals: { "events:source": "shop.orders", "events:detail-type": "Order Placed" },
            Bool: { [INVOCATION]: "false" },
          }),
        ],
        call,
        decision,
      ),
    ),
  },
  {
    id: "event-bus-invocation",
    fact: "events:eventBusInvocation is always there: true where a rule forwards the event, false where it is put directly.",
    source: RECORDED,
    cases: [HUB.account, SHOP].flatMap((account) => {
      const statements = (condition: object) => [allow(), deny(condition)];
      return [
        decided(statements({ Bool: { [INVOCATION]: "true" } }), direct(account), "allowed"),
        decided(statements({ Bool: { [INVOCATION]: "true" } }), forwarded(account), "denied"),
        decided(statements({ Bool: { [INVOCATION]: "false" } }), direct(account), "denied"),
        decided(statements({ Bool: { [INVOCATION]: "false" } }), forwarded(account), "allowed"),
        decided(statements({ Null: { [INVOCATION]: "true" } }), direct(account), "allowed"),
        decided(statements({ Null: { [INVOCATION]: "true" } }), forwarded(account), "allowed"),
      ];
    }),
  },
  {
    id: "deny-forwarded",
    fact: "A deny of a source or a detail-type holds for forwarded events, too.",
    source: RECORDED,
    cases: [
      decided([deny({ StringEquals: { "events:source": "shop.orders" } })], forwarded(HUB.account), "denied"),
      decided([deny({ StringEquals: { "events:source": "crm" } })], forwarded(HUB.account), "allowed"),
      decided([deny({ StringEquals: { "events:detail-type": "Order Placed" } })], forwarded(HUB.account), "denied"),
      decided([deny({ StringEquals: { "events:detail-type": "Order Lost" } })], forwarded(HUB.account), "allowed"),
    ],
  },
];
