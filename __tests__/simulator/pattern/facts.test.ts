import { compileEventPattern, InvalidEventError, InvalidEventPatternError } from "#simulator/pattern";

/** Whether a pattern for the field `x` matches an event with that value of `x`. */
function matches(conditions: unknown[], x: unknown): boolean {
  return compileEventPattern({ x: conditions })({ x });
}

/** The reason for which a pattern is refused; text is taken as it is. */
function reasonFor(pattern: string | object): string {
  try {
    compileEventPattern(pattern);
  } catch (error) {
    if (error instanceof InvalidEventPatternError) return error.reason;
    throw error;
  }
  throw new Error("the pattern was accepted");
}

describe("operators", () => {
  it.each<[operator: string, condition: unknown, matching: unknown[], other: unknown[]]>([
    ["exact string", "a", ["a", ["b", "a"]], ["A", "", 1, null, "ab"]],
    ["exact number", 1, [1, 1.0], ["1", 2, true]],
    ["true", true, [true], ["true", 1, false]],
    ["false", false, [false], ["false", 0, null]],
    ["null", null, [null, [null]], ["null", 0, false, []]],
    ["exactly", { exactly: "10.0.0.1" }, ["10.0.0.1"], ["010.0.0.1"]],
    ["prefix", { prefix: "ab" }, ["ab", "abc"], ["a", "Abc", 1]],
    ["suffix", { suffix: "bc" }, ["bc", "abc"], ["c", "aBC", 1]],
    ["prefix, any case", { prefix: { "equals-ignore-case": "aB" } }, ["AbC", "ab"], ["a", "cab"]],
    ["suffix, any case", { suffix: { "equals-ignore-case": "aB" } }, ["cAb", "AB"], ["b", "abc"]],
    ["equals-ignore-case", { "equals-ignore-case": "Straße" }, ["STRASSE", "straße"], ["strase", 1]],
    ["anything-but, string", { "anything-but": "a" }, ["b", 1, null, ""], ["a"]],
    ["anything-but, number", { "anything-but": 1 }, [2, "1", null], [1]],
    ["anything-but, list", { "anything-but": [1, 2] }, [3, "1"], [1, 2]],
    ["anything-but, prefix", { "anything-but": { prefix: ["a", "b"] } }, ["c", 1, null], ["ab", "b"]],
    ["anything-but, suffix", { "anything-but": { suffix: "a" } }, ["ab", 1], ["ba", "a"]],
    ["anything-but, any case", { "anything-but": { "equals-ignore-case": ["a", "b"] } }, ["c", "ab", 1], ["A", "b"]],
    ["anything-but, wildcard", { "anything-but": { wildcard: "*/a/*" } }, ["a", 1], ["/a/", "x/a/y"]],
    ["numeric =", { numeric: ["=", 1.5] }, [1.5], [1, "1.5"]],
    ["numeric <", { numeric: ["<", 0] }, [-0.1, -1e300], [0, 1, "-1"]],
    ["numeric <=", { numeric: ["<=", 0] }, [0, -1], [0.1]],
    ["numeric >", { numeric: [">", 100] }, [100.1, 1e300], [100, null]],
    ["numeric >=", { numeric: [">=", 100] }, [100], [99.999999, true]],
    ["numeric range", { numeric: [">", 0, "<=", 5] }, [0.1, 5], [0, 5.1]],
    ["cidr, IPv4", { cidr: "10.0.0.128/25" }, ["10.0.0.128", "10.0.0.255"], ["10.0.0.127", "10.0.1.0", "x", 1]],
    ["cidr, IPv6", { cidr: "2001:db8::/64" }, ["2001:0DB8:0:0:ff::1"], ["2001:db8:0:1::", "10.0.0.1"]],
    ["exists", { exists: true }, [1, "", null, false, [1]], [[], {}, { a: 1 }]],
    ["exists, false", { exists: false }, [[], {}, { a: 1 }], [1, null, [1]]],
    ["wildcard", { wildcard: "a*b*c" }, ["abc", "axxbxxc", "abbcc"], ["ab", "acb", "xabc", 1]],
  ])("%s", (_operator, condition, matching, other) => {
    for (const value of matching) expect([value, matches([condition], value)]).toEqual([value, true]);
    for (const value of other) expect([value, matches([condition], value)]).toEqual([value, false]);
  });
});

describe("the facts", () => {
  it("an invalid pattern is answered in AWS's and event-ruler's words", () => {
    expect(() => compileEventPattern({ x: [] })).toThrow(
      "Event pattern is not valid. Reason: Empty arrays are not allowed",
    );
  });

  it("exists works on leaves only; {} and [] count as absent; null counts as present", () => {
    const present = compileEventPattern({ a: { b: [{ exists: true }] } });
    expect([{ a: { b: {} } }, { a: { b: [] } }, { a: { b: { c: 1 } } }, { a: { b: null } }].map(present)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it("anything-but never matches a missing field or an empty array; it matches null; of an array any element may survive", () => {
    const notA = compileEventPattern({ x: [{ "anything-but": "a" }] });
    expect([{}, { x: [] }, { x: {} }, { x: null }, { x: ["a", "b"] }, { x: ["a", "a"] }].map(notA)).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  it("array consistency: two fields matched in different elements of one array of objects do not match", () => {
    const both = compileEventPattern({ items: { sku: ["a"], size: [2] } });
    expect(both({ items: [{ sku: "a", size: 2 }] })).toBe(true);
    expect(
      both({
        items: [
          { sku: "a", size: 1 },
          { sku: "b", size: 2 },
        ],
      }),
    ).toBe(false);
    expect(both({ items: { sku: ["a", "b"], size: [1, 2] } })).toBe(true);
    expect(both({ items: [[{ sku: "a" }, { size: 2 }]] })).toBe(false);
    expect(both({ items: [[{ sku: "a" }], [{ size: 2 }]] })).toBe(false);
  });

  it("array consistency holds for the elements of inner arrays, and leaves separate arrays alone", () => {
    const pattern = compileEventPattern({ a: { n: [1], b: { n: [2], m: [3] } }, z: { n: [4] } });
    const z = [{ n: 0 }, { n: 4 }];
    expect(pattern({ a: [{ n: 0 }, { n: 1, b: [{ n: 0 }, { n: 2, m: 3 }] }], z })).toBe(true);
    expect(pattern({ a: [{ n: 1, b: [{ n: 2 }, { m: 3 }] }], z })).toBe(false);
    expect(pattern({ a: [{ n: 1 }, { b: [{ n: 2, m: 3 }] }], z })).toBe(false);
  });

  it("a field may be missing from the element that the fields before it, by name, are in", () => {
    const after = compileEventPattern({ items: { name: ["a"], price: [{ exists: false }] } });
    expect(after({ items: [{ name: "a" }, { name: "b", price: 1 }] })).toBe(true);
    expect(after({ items: [{ name: "a", price: 1 }, { name: "b" }] })).toBe(false);
    const before = compileEventPattern({ items: { name: ["a"], age: [{ exists: false }] } });
    expect(before({ items: [{ name: "a" }, { name: "b", age: 1 }] })).toBe(false);
  });

  it("array consistency stays quick where many elements match and one field does not", () => {
    const names = Array.from({ length: 12 }, (_, index) => `list${index}`);
    const wanted = Object.fromEntries(names.map((name) => [name, { n: [{ prefix: "" }] }]));
    const elements = Array.from({ length: 50 }, (_, index) => ({ n: `n${index}`, p: index }));
    const event = {
      ...Object.fromEntries(names.map((name) => [name, elements])),
      z: [
        { p: 1, q: 2 },
        { p: 2, q: 1 },
      ],
    };
    expect(compileEventPattern({ ...wanted, z: { p: [1], q: [1] } })(event)).toBe(false);
    expect(compileEventPattern({ ...wanted, z: { p: [1], q: [2] } })(event)).toBe(true);
  });

  it("dots: {'a.b':[..]} equals {'a':{'b':[..]}}, on the event's side too", () => {
    for (const pattern of [{ "a.b.c": [1] }, { a: { "b.c": [1] } }, { a: { b: { c: [1] } } }]) {
      for (const event of [{ "a.b.c": 1 }, { "a.b": { c: 1 } }, { a: { b: { c: 1 } } }, { a: [{ "b.c": 1 }] }]) {
        expect(compileEventPattern(pattern)(event)).toBe(true);
      }
    }
  });

  it("numbers compare by value (300 = 300.0 = 3.0e2); '300' is not 300", () => {
    for (const written of ["300", "300.0", "3.0e2", "3E+2", "300.000000000000000000"]) {
      expect(compileEventPattern(`{"x": [${written}]}`)({ x: 300 })).toBe(true);
      expect(compileEventPattern(`{"x": [{"anything-but": ${written}}]}`)({ x: 300 })).toBe(false);
      expect(compileEventPattern({ x: [300] })(`{"x": ${written}}`)).toBe(true);
      expect(compileEventPattern(`{"x": [${written}]}`)({ x: "300" })).toBe(false);
    }
    expect(matches([0], -0)).toBe(true);
  });

  it("a number that no double holds equals only the same digits and is compared with nothing", () => {
    expect(compileEventPattern('{"x": [9007199254740993]}')('{"x": 9007199254740993}')).toBe(true);
    expect(compileEventPattern('{"x": [9007199254740993]}')('{"x": 9007199254740995}')).toBe(false);
    expect(compileEventPattern('{"x": [1e400]}')('{"x": 1e400}')).toBe(true);
    expect(compileEventPattern('{"x": [1e400]}')('{"x": 1e401}')).toBe(false);
    expect(compileEventPattern('{"x": [{"numeric": [">", 0]}]}')('{"x": 9007199254740993}')).toBe(false);
    expect(compileEventPattern('{"x": [{"numeric": [">", 0]}]}')({ x: Infinity })).toBe(false);
    expect(reasonFor('{"x": [{"numeric": ["=", 9007199254740993]}]}')).toBe("Cannot compare number : 9007199254740993");
    expect(reasonFor('{"x": [{"anything-but": [1, 1e309]}]}')).toBe("Cannot compare number : 1e309");
  });

  it("prefix:'' matches any string and nothing else", () => {
    for (const condition of [{ prefix: "" }, { suffix: "" }, { wildcard: "*" }]) {
      expect(["", "a", '"'].every((value) => matches([condition], value))).toBe(true);
      expect([1, null, true, [], {}].some((value) => matches([condition], value))).toBe(false);
    }
  });

  it("duplicate keys: the last wins", () => {
    expect(compileEventPattern('{"x": [1], "x": [2]}')({ x: 2 })).toBe(true);
    expect(compileEventPattern('{"x": [1], "x": [2]}')({ x: 1 })).toBe(false);
    expect(compileEventPattern('{"a": {"b": [1]}, "a.b": [2]}')({ a: { b: 1 } })).toBe(false);
    // Only equal paths replace each other: both of these have to hold.
    expect(compileEventPattern('{"a": {"b": [1]}, "a": {"c": [2]}}')({ a: { b: 1 } })).toBe(false);
  });

  it("a wildcard may match nothing, ** is rejected, only \\* and \\\\ are escapes", () => {
    expect(matches([{ wildcard: "a*b" }], "ab")).toBe(true);
    expect(matches([{ wildcard: "a*a" }], "a")).toBe(false);
    expect(matches([{ wildcard: "\\*\\\\" }], "*\\")).toBe(true);
    expect(reasonFor({ x: [{ wildcard: "a**" }] })).toBe("Consecutive wildcard characters at pos 2");
    expect(reasonFor({ x: [{ wildcard: "ä**" }] })).toBe("Consecutive wildcard characters at pos 3");
    expect(reasonFor({ x: [{ wildcard: "a\\n" }] })).toBe("Invalid escape character at pos 2");
    expect(reasonFor({ x: [{ "anything-but": { wildcard: ["a", "\\"] } }] })).toBe("Invalid escape character at pos 1");
  });

  it("IPv4 masks must be < 32 and IPv6 < 128", () => {
    expect(matches([{ cidr: "0.0.0.0/0" }], "255.255.255.255")).toBe(true);
    expect(matches([{ cidr: "0.0.0.0/0" }], "::1")).toBe(false);
    expect(reasonFor({ x: [{ cidr: "10.0.0.0/32" }] })).toBe("IPv4 mask bits must be < 32");
    expect(reasonFor({ x: [{ cidr: "::/128" }] })).toBe("IPv6 mask bits must be < 128");
    expect(reasonFor({ x: [{ cidr: "10.0.0.0/-1" }] })).toBe("Malformed CIDR, mask bits must not be negative");
    expect(reasonFor({ x: [{ cidr: "10.0.0.0/x" }] })).toBe("Malformed CIDR, mask bits must be an integer");
    expect(reasonFor({ x: [{ cidr: "10.0.0.256/8" }] })).toBe("Invalid IP address: 10.0.0.256");
    expect(reasonFor({ x: [{ cidr: 8 }] })).toBe("prefix match pattern must be a string");
  });

  it("a text that is an IP address equals every spelling of it", () => {
    expect(matches(["2001:db8::1"], "2001:0DB8:0:0:0:0:0:1")).toBe(true);
    expect(matches(["10.0.0.1"], "::ffff:a00:1")).toBe(true);
    expect(matches(["10.0.0.300"], "10.0.0.300")).toBe(true);
    expect(matches([{ "anything-but": "::1" }], "0:0:0:0:0:0:0:1")).toBe(true);
  });

  it("$or needs at least two objects; what is said before and after it holds for each", () => {
    const pattern = compileEventPattern({ a: [1], $or: [{ b: [2] }, { c: { d: [3] } }], e: [4] });
    expect(pattern({ a: 1, b: 2, e: 4 })).toBe(true);
    expect(pattern({ a: 1, c: { d: 3 }, e: 4 })).toBe(true);
    expect(
      [
        { a: 1, e: 4 },
        { b: 2, e: 4 },
        { a: 1, b: 2 },
      ].some((event) => pattern(event)),
    ).toBe(false);
    const tooFew = "There must have at least 2 Objects in $or relationship.";
    expect(reasonFor({ $or: [] })).toBe(tooFew);
    expect(reasonFor({ a: { $or: [{ b: [1] }] } })).toBe(tooFew);
    expect(reasonFor({ $or: [{ b: [1] }, "c"] })).toBe("Only JSON object is allowed in array of $or relationship.");
    expect(reasonFor({ $or: { b: [1] } })).toBe("It must be an Array followed with $or.");
    expect(reasonFor({ $or: [{ prefix: ["a"] }, { b: [1] }] })).toBe(
      "prefix is Ruler reserved fieldName which cannot be used inside $or.",
    );
    expect(reasonFor({ $or: [{}, { b: [1] }] })).toBe("Empty objects are not allowed");
  });

  it("$or expansion is capped at 1,000 combinations", () => {
    const or = (name: string, branches: number) => ({
      $or: Array.from({ length: branches }, (_, index) => ({ [name]: [index] })),
    });
    const nested = (last: number) => ({ ...or("a", 10), b: { ...or("b", 10), c: or("c", last) } });
    expect(compileEventPattern(nested(10))({ a: 9, b: { b: 9, c: { c: 9 } } })).toBe(true);
    expect(reasonFor(nested(11))).toMatch(/more than 1000 combinations/);
  });

  it("wildcards that are too complex are rejected", () => {
    const reason =
      "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character";
    expect(reasonFor({ x: [{ wildcard: "*:*:*:*:*:event-bus/*" }] })).toBe(reason);
    expect(reasonFor({ x: [{ wildcard: `*${"ab".repeat(20)}` }] })).toBe(reason);
    expect(
      matches([{ wildcard: "/Users/*/dir/dir/dir/dir/dir/doc.txt" }], "/Users/a/dir/dir/dir/dir/dir/doc.txt"),
    ).toBe(true);
    expect(matches([{ wildcard: "arn:aws:*:*:*:event-bus/*" }], "arn:aws:events:x:1:event-bus/a")).toBe(true);
  });

  it("an event that is not an object is refused", () => {
    const pattern = compileEventPattern({ x: [1] });
    for (const event of [[], "[1]", "1", "{", ""]) expect(() => pattern(event)).toThrow(InvalidEventError);
  });
});
