import { isSecretName, looksLikeCredential } from "../../catalogue/credentials";

describe("the name of a parameter", () => {
  it.each([
    "Authorization",
    "X-Api-Key",
    "apikey",
    "api_key",
    "client_secret",
    "refresh_token",
    "password",
    "Cookie",
    "X-Hub-Signature",
  ])("%s speaks of a secret", (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    "Content-Type",
    "token_type",
    "grant_type",
    "scope",
    "X-Signature-Version",
    "token_url",
    "client_id",
    "X-Trace-Id",
  ])("%s does not", (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

/** Random by its looks and worth nothing: the alphabet, shuffled by a fixed step. */
function scrambled(alphabet: string, length: number): string {
  return Array.from({ length }, (_, index) => alphabet.charAt((index * 17 + 5) % alphabet.length)).join("");
}

describe("a value", () => {
  const base62 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  it.each([
    ["a bearer header", "Bearer canary"],
    ["a basic header", "Basic Y2FuYXJ5OmNhbmFyeQ=="],
    ["40 characters of base 62", scrambled(base62, 40)],
    ["64 hexadecimal digits", scrambled("0123456789abcdef", 64)],
  ])("that is %s looks like a credential", (_, value) => {
    expect(looksLikeCredential(value)).toBe(true);
  });

  it.each([
    ["a media type", "application/x-www-form-urlencoded"],
    ["a version", "2026-04-01"],
    ["an id", "0f8fad5b-d9cb-469f-a165-70867728950e"],
    ["an address", "https://graph.microsoft.com/.default"],
    ["a phrase", "Basic plan activated"],
    ["another phrase", "Token expired"],
    ["a path", "$.detail.customer.address.street.line1.value"],
    ["one digit many times", "0".repeat(40)],
    ["a channel", "C0BILLALERT"],
  ])("that is %s does not", (_, value) => {
    expect(looksLikeCredential(value)).toBe(false);
  });
});
