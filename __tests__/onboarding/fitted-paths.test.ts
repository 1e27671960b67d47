/** Where one's own event has what a preset's template wants. */
import { fittedParameters, fittedPaths } from "../../onboarding";

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

  test("moves to a field of a mapping whose names together are the name", () => {
    expect(fittedPaths({ customerId: "$.detail.customerId" }, { detail }).paths).toEqual({
      customerId: "$.detail.customer.id",
    });
  });

  test("moves to a mapping only where that has just the name", () => {
    expect(fittedPaths({ customer: "$.detail.buyer", customers: "$.detail.buyers" }, { detail })).toEqual({
      paths: { customer: "$.detail.customer", customers: "$.detail.buyers" },
      missing: ["customers"],
    });
  });

  test("of an address or a header never moves to a mapping, which could not be written there", () => {
    const written = {
      pathParameterValues: ["$.detail.customer"],
      headerParameters: { "X-Customer": "$.detail.customerId" },
    };
    expect(fittedParameters(written, { detail })).toEqual({
      parameters: { headerParameters: { "X-Customer": "$.detail.customer.id" } },
      missing: ["customer"],
    });
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
