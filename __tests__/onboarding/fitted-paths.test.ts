/** Where one's own event has what a preset's template wants. */
import { fittedPaths } from "../../onboarding";

const detail = { orderId: "4711", customer: { id: "C1", email_address: "lena@example.com" }, "odd key": 1 };

describe("a path of a preset", () => {
  test("stays where the event has it", () => {
    expect(fittedPaths({ id: "$.detail.orderId" }, { detail }).paths).toEqual({ id: "$.detail.orderId" });
  });

  test("moves to a field of the same name elsewhere, whatever its case and its hyphens", () => {
    expect(fittedPaths({ mail: "$.detail.emailAddress" }, { detail })).toEqual({
      paths: { mail: "$.detail.customer.email_address" },
      missing: [],
    });
  });

  test("moves to a field of nearly the same name", () => {
    expect(fittedPaths({ order_ids: "$.detail.number" }, { detail }).paths).toEqual({ order_ids: "$.detail.orderId" });
  });

  test("stays, and is named as missing, where the event has nothing like it", () => {
    expect(fittedPaths({ severity: "$.detail.severity" }, { detail })).toEqual({
      paths: { severity: "$.detail.severity" },
      missing: ["severity"],
    });
  });

  test("is left to the preset where it is any event's", () => {
    expect(fittedPaths({ id: "$.id", all: "$.detail" }, { detail })).toEqual({ paths: {}, missing: [] });
  });

  test("is none where the preset's input has none", () => {
    expect(fittedPaths(undefined, { detail })).toEqual({ paths: {}, missing: [] });
  });
});
