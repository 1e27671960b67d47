import { syncStateOf, verdictsOf, verdictsOnBoth, type SyncState } from "../../connection/labels";

/** How far a pair has come whose versions carry these labels. */
const stateOf = (secret: readonly string[], spec: readonly string[]) =>
  syncStateOf(verdictsOnBoth(verdictsOf(secret, "secret"), verdictsOf(spec, "spec")));

test.each<[what: string, secret: readonly string[], spec: readonly string[], state: SyncState]>([
  ["a pair that worked last", ["AWSCURRENT", "SYNCED"], ["synced"], "synced"],
  ["a pair that was refused", ["AWSCURRENT", "REJECTED"], ["rejected"], "rejected"],
  ["a pair that worked, and was refused since", ["SYNCED", "REJECTED"], ["synced", "rejected"], "rejected"],
  ["a new secret with the spec that worked", ["AWSCURRENT"], ["synced"], "pending"],
  ["a new spec with the secret that worked", ["AWSCURRENT", "SYNCED"], [], "pending"],
  ["a secret that was refused with another spec", ["AWSCURRENT", "REJECTED"], ["synced"], "pending"],
  ["a pair that works; its spec was refused with another secret", ["SYNCED"], ["synced", "rejected"], "synced"],
  ["labels in the other's spelling, which nobody set", ["synced"], ["SYNCED"], "pending"],
])("%s", (_, secret, spec, state) => {
  expect(stateOf(secret, spec)).toBe(state);
});
