import { EXPECTED_PEAK_TAG, expectedPeakIn, sumOfPeaks } from "../../aws/expected-peak";

const peakOf = (tag: unknown) => expectedPeakIn({ [EXPECTED_PEAK_TAG]: tag });

test.each([0.5, 1, 10_000, 0.000_000_1])("the peak %d is read from the tag that is made of it", (peak) => {
  expect(peakOf(String(peak))).toBe(peak);
});

test.each(["", "many", "5/s", "0", "-1", "NaN", "Infinity", "1e999", "0x10", " 5", "1,5", null, true, ["5"], {}])(
  "the tag %j is no peak",
  (tag) => {
    expect(peakOf(tag)).toBeUndefined();
  },
);

test("tags of which none is the peak's tell none, whatever else they are called", () => {
  expect(expectedPeakIn({})).toBeUndefined();
  expect(expectedPeakIn({ Name: "5", "Expected-Peak-Per-Second": "5" })).toBeUndefined();
});

test("a sum of decimals is the one that people make of them", () => {
  expect(sumOfPeaks([0.1, 0.2])).toBe(0.3);
  expect(sumOfPeaks(Array<number>(10).fill(0.1))).toBe(1);
  expect(sumOfPeaks([10_000, 0.5])).toBe(10_000.5);
  expect(sumOfPeaks([])).toBe(0);
});
