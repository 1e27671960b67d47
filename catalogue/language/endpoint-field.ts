/** The address of an endpoint, and a sentence for each of the ways in which addresses are mistaken. */
import { domainToASCII } from "node:url";
import { z } from "zod";
import { advise, write } from "./advice";
import { ENDPOINT_CHARACTERS } from "../../aws/limits";
import { formatNumber, quote } from "../wording";

/** An https address that EventBridge calls. Names and characters as API_CreateApiDestination allows them. */
export const httpsEndpoint = z
  .string({ error: endpointAdvice })
  .regex(/^https:\/\/[-A-Za-z0-9.*]+(:\d{1,5})?([/?]([-()_.!~*';/?:@&=+$,A-Za-z0-9]|%[0-9A-Fa-f]{2})*)?$/, {
    error: endpointAdvice,
  })
  .max(ENDPOINT_CHARACTERS, { error: write(`an address of at most ${formatNumber(ENDPOINT_CHARACTERS)} characters`) })
  .meta({
    description: "https address; `*` stands for a path parameter",
    examples: ["https://api.example.com/v1/orders"],
    limits: `an https address of at most ${formatNumber(ENDPOINT_CHARACTERS)} characters, without user, password or fragment`,
  });

/** The commonest mistakes get their own sentence. A password in the address is not repeated. */
function endpointAdvice({ input }: { readonly input?: unknown }): string {
  if (typeof input === "string") {
    const credential = /^https?:\/\/[^/?#]*@/i.test(input);
    if (credential) {
      const wrong = "the address carries a user or password";
      const instead = "write the address alone, and BASIC authorization";
      return advise({ kind: "sentence", rule: "secret-in-endpoint", wrong, instead });
    }
    const plain = /^http:\/\/(.*)$/is.exec(input);
    if (plain) {
      const wrong = `${quote(input)} is not https`;
      const instead = `write ${quote(`https://${plain[1] ?? ""}`)}`;
      return advise({ kind: "sentence", rule: "endpoint-not-https", wrong, instead });
    }
    const host = hostAdvice(input);
    if (host !== undefined) return write(host);
    const placeholder = /\{[^{}/]*\}/.exec(input)?.[0];
    if (placeholder !== undefined) {
      return write(`* for ${placeholder}, and its value in httpParameters.pathParameterValues of each event`);
    }
    const refused = /^https:\/\/[^/?]*[/?].*?([^-()_.!~*';/?:@&=+$,%A-Za-z0-9#])/su.exec(input)?.[1];
    if (refused !== undefined) return write(`an https address with ${encoded(refused)} for ${quote(refused)}`);
    if (/%(?![0-9A-Fa-f]{2})/.test(input)) return write('an https address with %25 for "%"');
  }
  return write("an https address without user, password or fragment, such as https://api.example.com/v1/orders");
}

/** What to write where the part of an address between `//` and the path is none; undefined where it is one. */
function hostAdvice(address: string): string | undefined {
  const authority = /^https:\/\/([^/?#]*)/.exec(address)?.[1] ?? "";
  if (/^\[.*\]/.test(authority)) return `the name of the host instead of its address ${quote(authority)}`;
  const [, host = "", port] = /^([^:]*)(?::(.*))?$/s.exec(authority) ?? [];
  const placeholder = /\$?\{[^{}]*\}/.exec(host)?.[0];
  if (placeholder !== undefined) return `the host itself for ${placeholder}, and a destination for each there is`;
  const ascii = domainToASCII(host);
  if (ascii !== "" && /[^\0-\x7f]/.test(host)) return `the host in ASCII, ${quote(ascii)} for ${quote(host)}`;
  const refused = /[^-A-Za-z0-9.*]/u.exec(host)?.[0];
  if (refused !== undefined) return `a host of letters, digits, hyphens and dots, without ${quote(refused)}`;
  if (port !== undefined && !/^\d{1,5}$/.test(port))
    return `a port of digits behind ${quote(`${host}:`)}, such as 8443, or none`;
  return undefined;
}

/** `%20`; nothing of an address that UTF-8 cannot hold. */
function encoded(character: string): string {
  return /\p{Cs}/u.test(character) ? "nothing" : encodeURIComponent(character);
}
