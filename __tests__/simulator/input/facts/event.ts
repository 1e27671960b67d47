import type { JsonObject, RuleIdentity } from "#simulator/input";

/** The event that most cases are about. */
export const ORDER: JsonObject = {
  version: "0",
  id: "7c1d2a90-3b1e-4f52-9d55-0a4b6f1c8e21",
  "detail-type": "Order Placed",
  source: "shop.orders",
  account: "210000000002",
  time: "2026-11-20T10:00:00Z",
  region: "eu-central-1",
  resources: ["arn:aws:s3:::shop-orders"],
  detail: {
    order: "o-7",
    total: 129.5,
    quantity: 3,
    gift: true,
    customer: { name: "Zoë", tier: "gold", points: 40 },
    tags: ["new", "web"],
    coupons: ["SUMMER"],
    items: [{ sku: "BK-7", lots: [1, 2] }, { sku: "CD-1" }],
    "ship-to": "NL",
    gift_note: "Enjoy",
    "tax/vat": "21",
    reason: 'he said "no"',
    note: "two\nlines, a \\ and a\ttab",
    none: null,
    free: 0,
    no: false,
  },
};

/** The rule whose target it is. */
export const RULE: RuleIdentity = {
  name: "orders-to-crm",
  arn: "arn:aws:events:eu-central-1:210000000002:rule/hub/orders-to-crm",
};

/** When EventBridge received the event. */
export const INGESTION_TIME = "2026-11-20T10:00:01Z";
