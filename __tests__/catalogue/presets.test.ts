/** The presets that come with the package: each fits the language, and says where each of its facts stands. */
import { presetIds, readPreset } from "../../catalogue/preset";

describe.each(presetIds())("the preset %s", (id) => {
  test("fits the language of presets, and names a page or a doubt for each of its facts", () => {
    expect(readPreset(id).preset.sources.length).toBeGreaterThan(0);
  });
});
