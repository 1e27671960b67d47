import { inWords } from "../../smoke/failure";

test("several addresses of AWS that cannot be reached are no answer, and are said one by one", () => {
  const within = ["192.0.2.1:443", "192.0.2.2:443"].map((address) => new Error(`connect ETIMEDOUT ${address}`));
  expect(inWords(Object.assign(new AggregateError(within), { $metadata: { attempts: 3 } }))).toBe(
    "connect ETIMEDOUT 192.0.2.1:443; connect ETIMEDOUT 192.0.2.2:443",
  );
});

test("AWS's answer has its name", () => {
  const error = Object.assign(new Error("You may not"), { name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
  expect(inWords(error)).toBe("AWS answers AccessDenied: You may not");
});
