type Headers = Readonly<Record<string, string>>;

/** What EventBridge and HTTP put into every request. Another value, from a connection for one, is not usual. */
const USUAL: Readonly<Record<string, RegExp>> = {
  host: /^/,
  "content-length": /^/,
  connection: /^close$/,
  "accept-encoding": /^gzip,deflate$/,
  range: /^bytes=0-1048575$/,
  "user-agent": /^Amazon\/EventBridge\/ApiDestinations$/,
  "content-type": /^application\/json; charset=utf-8$/,
};

/**
 * The headers that an expectation has to name, on both sides: all but the usual ones, and of these what it names all the
 * same. Names are as the expectation writes them, since they have no case.
 */
export function comparableHeaders(
  expected: Headers = {},
  seen: Headers = {},
): { readonly expected: Headers; readonly seen: Headers } {
  const written = new Map(Object.keys(expected).map((name) => [name.toLowerCase(), name]));
  const shown = Object.entries(seen)
    .filter(([name, value]) => written.has(name.toLowerCase()) || !isUsual(name, value))
    .map(([name, value]) => [written.get(name.toLowerCase()) ?? name, value] as const);
  const order = [...written.values()];
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return { expected, seen: Object.fromEntries(shown.sort(([one], [other]) => place(one) - place(other))) };
}

function isUsual(name: string, value: string): boolean {
  return USUAL[name.toLowerCase()]?.test(value) ?? false;
}
