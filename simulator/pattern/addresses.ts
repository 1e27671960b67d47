/** An IP address as hexadecimal digits: 8 for IPv4, 32 for IPv6. Text order is address order within one length. */
export type AddressDigits = string;

const LOOKS_LIKE_V4 = /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/;
const LOOKS_LIKE_V6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;

/** Whether event-ruler would try to read this text as an address at all. */
function looksLikeAddress(text: string): boolean {
  return LOOKS_LIKE_V4.test(text) || LOOKS_LIKE_V6.test(text);
}

/** The digits of an IPv4 or IPv6 address, `undefined` when the text is no address. */
export function parseAddress(text: string): AddressDigits | undefined {
  if (LOOKS_LIKE_V4.test(text)) return parseV4(text);
  if (LOOKS_LIKE_V6.test(text)) return parseV6(text);
  return undefined;
}

function parseV4(text: string): AddressDigits | undefined {
  const octets = text.split(".").map(Number);
  // Java gives up on longer texts, whatever they say.
  if (text.length > 15 || octets.some((octet) => octet > 255)) return undefined;
  return octets.map((octet) => octet.toString(16).padStart(2, "0")).join("");
}

function parseV6(text: string): AddressDigits | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const groups = [...head, ...tail];
  if (groups.some((group) => !/^0*[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const missing = 8 - groups.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const filled = [...head, ...new Array<string>(missing).fill("0"), ...tail];
  const digits = filled.map((group) => group.toLowerCase().padStart(4, "0").slice(-4)).join("");
  // Java, and so event-ruler, turns an IPv4-mapped address into the IPv4 address it stands for.
  return digits.startsWith("00000000000000000000ffff") ? digits.slice(24) : digits;
}

/** The first and last address of a block. */
export interface AddressRange {
  first: AddressDigits;
  last: AddressDigits;
}

/**
 * Whether an address lies in a block, as event-ruler sees it: digit by digit, whichever family the two are of. Of more
 * digits than the block has, the first ones decide; fewer have to lie between the first digits of the block's ends.
 */
export function blockHolds({ first, last }: AddressRange, address: AddressDigits): boolean {
  const width = first.length;
  if (address.length >= width) {
    const compared = address.length === width ? address : address.slice(0, width);
    return compared >= first && compared <= last;
  }
  return address > first.slice(0, address.length) && address < last.slice(0, address.length);
}

/**
 * Reads `10.0.0.0/24` or `2001:db8::/64`.
 * @returns the block, or the reason event-ruler gives for refusing it
 */
export function parseCidr(text: string): AddressRange | { reason: string } {
  // Java's split drops empty parts at the end, so "10.0.0.0/24/" is accepted and "10.0.0.0/" has one part.
  const parts = text.replace(/\/+$/, "").split("/");
  const [ip = "", bits = ""] = parts;
  if (parts.length !== 2) return { reason: "Malformed CIDR, one '/' required" };
  const mask = /^[+-]?[0-9]+$/.test(bits) ? Number(bits) : NaN;
  if (!(Math.abs(mask) < 2 ** 31)) return { reason: "Malformed CIDR, mask bits must be an integer" };
  if (mask < 0) return { reason: "Malformed CIDR, mask bits must not be negative" };
  const digits = parseAddress(ip);
  if (digits === undefined) {
    return { reason: `${looksLikeAddress(ip) ? "Invalid" : "Nonstandard"} IP address: ${ip}` };
  }
  const width = digits.length * 4;
  if (mask >= width) return { reason: width === 32 ? "IPv4 mask bits must be < 32" : "IPv6 mask bits must be < 128" };
  return block(digits, width, mask);
}

function block(digits: AddressDigits, width: number, mask: number): AddressRange {
  const hostBits = (1n << BigInt(width - mask)) - 1n;
  const last = BigInt(`0x${digits}`) | hostBits;
  const write = (address: bigint): string => address.toString(16).padStart(digits.length, "0");
  return { first: write(last - hostBits), last: write(last) };
}
