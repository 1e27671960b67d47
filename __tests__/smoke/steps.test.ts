import { STEP_IDS, STEPS } from "../../smoke/steps";

test("a step needs only steps that come before it", () => {
  for (const [index, id] of STEP_IDS.entries()) {
    expect({ id, later: STEPS[id].needs.filter((need) => !STEP_IDS.slice(0, index).includes(need)) }).toEqual({
      id,
      later: [],
    });
  }
});

test("what takes away comes last", () => {
  const kinds = STEP_IDS.map((id) => STEPS[id].cleansUp === true);
  expect(kinds).toEqual([...kinds].sort((one, other) => Number(one) - Number(other)));
});
