import { contentsInWords } from "../../cli/input/environment-option";
import { sampleEnvironment } from "../sample-environment";
import { sampleApplications } from "../sample-applications";

test("an environment is said to hold its accounts and tenants, and functions and APIs where it has any", () => {
  expect(contentsInWords(sampleEnvironment())).toBe("3 source accounts, 3 tenants");
  expect(contentsInWords(sampleApplications)).toBe("3 source accounts, 3 tenants, 4 functions, 2 HTTP APIs");
});
