import { printedFindings, replaced } from "./environment-folder";

describe("nothing is said of", () => {
  it("the password grant with all that it takes", () => {
    const password =
      "grant_type: password\n        username: hub@example.com\n        password: { secretKey: password }";
    expect(printedFindings(replaced("tenants/salesforce.yaml", "grant_type: client_credentials", password))).toEqual(
      [],
    );
  });

  it("a refresh token that is in the secret", () => {
    const refresh = "grant_type: refresh_token\n        refresh_token: { secretKey: refreshToken }";
    expect(printedFindings(replaced("tenants/salesforce.yaml", "grant_type: client_credentials", refresh))).toEqual([]);
  });

  it("an id in an address", () => {
    const address = "https://in.example.com/hooks/0f8e2d7b-6a5c-4f9e-8d8b-7a6c5d4e3f2a";
    const edit = replaced("tenants/pagerduty.yaml", "https://events.pagerduty.com/v2/enqueue", address);
    expect(printedFindings(edit)).toEqual([]);
  });
});
