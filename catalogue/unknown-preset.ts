/** What to say of a preset that there is not. */
import { presetIds } from "./preset";
import { unsupportedProducts } from "./unsupported";
import { either, nearest, quote } from "./wording";

/** More are found by a search. */
const MOST_SUGGESTED = 5;

/** `no preset is called "salesforce"; write salesforce-platform-event or salesforce-records`, in the words of a finding. */
export function unknownPreset(id: string): string {
  const unsupported = unsupportedProducts().find((product) => product.id === id || product.id.startsWith(`${id}-`));
  if (unsupported !== undefined && !presetIds().some((each) => each.startsWith(`${id}-`))) {
    const { name, reason, instead } = unsupported;
    return `${name} cannot be called directly, since ${reason}; the way round: ${instead}`;
  }
  return `no preset is called ${quote(id)}; write ${instead(id)}`;
}

function instead(id: string): string {
  const ids = presetIds();
  const near = nearest(id, ids);
  if (near !== undefined) return near;
  const beginning = ids.filter((each) => each.startsWith(`${id}-`));
  if (beginning.length > 0 && beginning.length <= MOST_SUGGESTED) return either(beginning);
  const first = nearest(
    id,
    ids.map((each) => each.split("-")[0] ?? each),
  );
  const alike = first === undefined ? [] : ids.filter((each) => each === first || each.startsWith(`${first}-`));
  return alike.length > 0 && alike.length <= MOST_SUGGESTED ? either(alike) : "one that ./hub presets lists";
}
