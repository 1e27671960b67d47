import { sampleEnvironment } from "../sample-environment";
import { synthesizeEnvironment } from "../synthesized";

test("the emitted files are the same, byte for byte, with and without stack traces", () => {
  const without = synthesizeEnvironment(sampleEnvironment());

  jest.resetModules();
  jest.doMock("../../stacks/without-stack-traces", () => ({}));
  const fresh = jest.requireActual<typeof import("../synthesized")>("../synthesized");
  const traced = fresh.synthesizeEnvironment(sampleEnvironment());

  const stackTrace = "cdktf/lib/tokens/private/stack-trace";
  const { captureStackTrace } = jest.requireActual<{ captureStackTrace: () => string[] }>(stackTrace);
  expect(captureStackTrace()).not.toEqual([]);
  expect([...traced.files]).toEqual([...without.files]);
});
