import { field, type PatternFact } from "./fact";
import { OPERATORS, RECORDED, RECORDED_2026, RULER } from "./sources";

const NOT_ADDRESSES = ["", "shop", "10.0.0", 7, true, null, undefined, {}, [], ["shop"]];

const blockOfIp = (cidr: unknown) => ({ pattern: { detail: { ip: [{ cidr }] } } });

export const ADDRESSES: readonly PatternFact[] = [
  {
    id: "cidr-v4",
    fact: "cidr matches the IPv4 addresses of a block.",
    source: OPERATORS,
    cases: [
      field("detail.ip", [{ cidr: "198.51.100.128/25" }], {
        matching: ["198.51.100.128", "198.51.100.255", ["shop", "198.51.100.200"]],
        other: ["198.51.100.127", "198.51.101.0", "198.51.100.300", ...NOT_ADDRESSES],
      }),
      field("detail.ip", [{ cidr: "198.51.100.7/31" }], {
        matching: ["198.51.100.6", "198.51.100.7"],
        other: ["198.51.100.5", "198.51.100.8"],
      }),
      field("detail.ip", [{ cidr: "0.0.0.0/0" }], { matching: ["255.255.255.255", "0.0.0.0"], other: [undefined] }),
      { ...blockOfIp("198.51.100.0/24"), accepted: true },
    ],
  },
  {
    id: "cidr-v6",
    fact: "cidr matches the IPv6 addresses of a block, however they are spelled.",
    source: OPERATORS,
    cases: [
      field("detail.ip", [{ cidr: "2001:db8:7::/48" }], {
        matching: ["2001:db8:7::1", "2001:0DB8:0007:ffff:0:0:0:0", ["shop", "2001:db8:7::1"]],
        other: ["2001:db8:8::1", "10.0.0.1", "2001:db8:7", ...NOT_ADDRESSES],
      }),
      field("detail.ip", [{ cidr: "2001:db8::a/127" }], { matching: ["2001:db8::b"], other: ["2001:db8::c"] }),
      { ...blockOfIp("2001:db8::/32"), accepted: true },
    ],
  },
  {
    id: "cidr-across-families",
    fact: "Addresses are compared by their digits, whichever family they are of: 10.0.0.0/8 begins as 0a00:: does.",
    source: RECORDED_2026,
    cases: [
      field("detail.ip", [{ cidr: "192.0.2.0/24" }], {
        matching: ["c000:2ff::1", "c000:200::"],
        other: ["c000:300::", "2001:db8::1"],
      }),
      field("detail.ip", [{ cidr: "0.0.0.0/0" }], { matching: ["2001:db8::7", "::"], other: ["shop"] }),
      field("detail.ip", [{ cidr: "c000::/7" }], {
        matching: ["193.0.0.1"],
        other: ["192.0.0.0", "195.255.255.255", "196.0.0.1"],
      }),
      field("detail.ip", ["192.0.2.9"], { matching: ["192.0.2.9", "c000:209::1"], other: ["192.0.2.8"] }),
    ],
  },
  {
    id: "cidr-numbers",
    fact: "Where no condition of a field is about numbers, the digits of a number count as those of an address.",
    source: RECORDED_2026,
    cases: [
      field("detail.ip", [{ cidr: "192.0.2.1/0" }], { matching: [7, 12], other: [0, -7, true, "7"] }),
      field("detail.ip", [{ cidr: "2001:db8::/0" }], { matching: [7], other: [0, null] }),
      field("detail.ip", [{ cidr: "18.0.0.0/8" }], { matching: [123], other: [12, 13, 223] }),
      field("detail.ip", [{ cidr: "192.0.2.1/0" }, 5], { matching: [5, "192.0.2.1"], other: [7] }),
      field("detail.ip", [{ cidr: "192.0.2.1/0" }, { numeric: [">", 8] }], { matching: [9], other: [7] }),
    ],
  },
  {
    id: "cidr-masks",
    fact: "A block of one address is refused: IPv4 masks end at 31, IPv6 masks at 127.",
    source: RECORDED_2026,
    cases: [
      { ...blockOfIp("198.51.100.7/32"), refused: "IPv4 mask bits must be < 32", place: "none" },
      { ...blockOfIp("2001:db8::7/128"), refused: "IPv6 mask bits must be < 128", place: "none" },
    ],
  },
  {
    id: "cidr-spelling",
    fact: "A block that is no address, a slash and a mask is refused, with what is wrong.",
    source: `${RULER}; the sentences on the slash and on addresses also ${RECORDED}`,
    cases: [
      { ...blockOfIp("everywhere"), refused: "Malformed CIDR, one '/' required", place: "none" },
      { ...blockOfIp("10.0.0.0/8/8"), refused: "Malformed CIDR, one '/' required", place: "none" },
      { ...blockOfIp("10.shop/8"), refused: "Nonstandard IP address: 10.shop", place: "none" },
      { ...blockOfIp("shop:db8::/64"), refused: "Nonstandard IP address: shop:db8::", place: "none" },
      { ...blockOfIp("10.0.0.256/8"), refused: "Invalid IP address: 10.0.0.256", place: "none" },
      { ...blockOfIp("10.0.0.0/-1"), refused: "Malformed CIDR, mask bits must not be negative", place: "none" },
      { ...blockOfIp("10.0.0.0/x"), refused: "Malformed CIDR, mask bits must be an integer", place: "none" },
      { ...blockOfIp(8), refused: "prefix match pattern must be a string" },
    ],
  },
];
