/** Ids made of what people call things. */

/** `Order Placed` and `orderPlaced` -> `order-placed`; `event` where nothing of the name can stand in an id. */
export function idOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "");
  return words === "" ? "event" : words;
}
