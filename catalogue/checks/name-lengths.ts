import { NAME_CHARACTERS } from "../../aws/limits";
import { finding, type Finding } from "../files/findings";
import { excessCharacters } from "../physical-name";
import type { SoundFiles } from "../sound-files";
import { count, formatNumber } from "../wording";
import { writtenNames, type WrittenNames } from "../written-names";

/** Names are made of ids; AWS cuts none of them, it refuses. */
export function* nameLengths(files: SoundFiles): Iterable<Finding> {
  for (const written of writtenNames(files)) yield* longest(written);
}

/** Of several names made of one id, the one that sticks out most: shortening the id for it mends the others. */
function* longest({ file, path, instead, names }: WrittenNames): Iterable<Finding> {
  const [worst] = names
    .map((name) => ({ ...name, excess: excessCharacters(name) }))
    .filter(({ excess }) => excess > 0)
    .sort((a, b) => b.excess - a.excess);
  if (!worst) return;
  const limit = `${count(worst.excess, "character")} longer than the ${formatNumber(NAME_CHARACTERS[worst.thing])}`;
  const wrong = `the name ${worst.name} of the ${worst.thing} is ${limit} that AWS allows`;
  const message = `${wrong}; write ${instead}`;
  yield path.length === 0
    ? finding("name-too-long", file.start, message)
    : file.findingAtKey("name-too-long", path, message);
}
