/** An order of a coffee as it arrives at the functions. */
export const coffeeOrdered = {
  version: "0",
  id: "7bf73129-1428-4cd3-a780-95db273d1602",
  "detail-type": "Order Placed",
  source: "com.coffee.orders",
  account: "330000000001",
  time: "2026-11-20T08:15:00Z",
  region: "eu-central-1",
  resources: [],
  detail: {
    orderId: "C-1042",
    customerId: "CUS-7",
    shopId: "LEIPZIG-1",
    drink: "Flat White",
    size: "MEDIUM",
    extras: ["oat milk"],
  },
};

/** The order with another detail. */
export function withDetail(change: Record<string, unknown>) {
  return { ...coffeeOrdered, detail: { ...coffeeOrdered.detail, ...change } };
}
