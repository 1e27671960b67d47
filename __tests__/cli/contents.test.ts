import { contentsInWords } from "../../cli/environment-option";
import { sampleEnvironment } from "../sample-environment";
import { sampleSystems } from "../sample-systems";

test("an environment is said to hold its accounts and tenants, and functions and APIs where it has any", () => {
  expect(contentsInWords(sampleEnvironment())).toBe("3 source accounts, 3 tenants");
  expect(contentsInWords(sampleSystems)).toBe("3 source accounts, 3 tenants, 4 functions, 2 HTTP APIs");
});
