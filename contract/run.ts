import { performance } from "node:perf_hooks";
import type { Topology } from "#simulator/topology";
import { formatFinding, type Environment } from "../catalogue";
import type { ContractTest } from "../catalogue/contract-tests";
import { ScriptError, ScriptNames, type EventObservation } from "../script";
import { needsLocalHub, playTest, type TestGround } from "./play";
import { isWrong, type TestResult, type TestStepResult } from "./result";
import { tenantTopology } from "./tenant-topology";

/** What is tested. */
export interface TestedEnvironment {
  readonly environment: Environment;
  /** Absolute path. */
  readonly folder: string;
  /** Of what the environment emits. */
  readonly topology: Topology;
}

/**
 * Runs contract tests, one after the other. Whatever is wrong with one is its result.
 *
 * @param onResult is told of each as soon as it is over, before the next one starts
 */
export async function runTests(
  tests: readonly ContractTest[],
  tested: TestedEnvironment,
  onResult: (result: TestResult, test: ContractTest) => void | Promise<void> = () => undefined,
): Promise<TestResult[]> {
  const grounds = new Map<string, TestGround>();
  const results: TestResult[] = [];
  for (const test of tests) {
    const ground = grounds.get(test.tenant) ?? groundOf(test.tenant, tested);
    grounds.set(test.tenant, ground);
    const result = await runTest(test, ground);
    await onResult(result, test);
    results.push(result);
  }
  return results;
}

/** What the tests of a tenant are played on. */
export function groundOf(tenant: string, { environment, folder, topology }: TestedEnvironment): TestGround {
  return { folder, topology: tenantTopology(topology, tenant), names: new ScriptNames(environment, tenant) };
}

async function runTest({ tenant, shown, script, findings }: ContractTest, ground: TestGround): Promise<TestResult> {
  const nothing = { delivered: [], unmatched: [] };
  const named = { tenant, file: shown, title: script?.title, findings };
  if (script === undefined) {
    const errors = findings.map(formatFinding);
    return { ...named, outcome: "error", onLocalHub: false, milliseconds: 0, steps: [], errors, covered: nothing };
  }
  const started = performance.now();
  const steps: TestStepResult[] = [];
  const seen: EventObservation[] = [];
  const errors: string[] = [];
  try {
    await playTest(script, ground, (step, observation) => {
      steps.push(step);
      seen.push(observation);
    });
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    errors.push(`step ${steps.length + 1}: ${error.message}`);
  }
  const failed = steps.some(isWrong);
  const outcome = errors.length > 0 ? "error" : failed ? "failed" : "passed";
  return {
    ...named,
    outcome,
    onLocalHub: needsLocalHub(script),
    milliseconds: Math.round(performance.now() - started),
    steps,
    errors,
    covered: outcome === "passed" ? coveredBy(script, seen) : nothing,
  };
}

function coveredBy({ steps }: NonNullable<ContractTest["script"]>, seen: readonly EventObservation[]) {
  const unique = (deliveries: readonly (string | undefined)[]) => [
    ...new Set(deliveries.filter((delivery) => delivery !== undefined)),
  ];
  return {
    delivered: unique(seen.flatMap(({ requests, deadLetters }) => [...requests, ...deadLetters].map(deliveryOf))),
    unmatched: unique(steps.flatMap(({ expect }) => (expect?.unmatched ?? []).map(deliveryOf))),
  };
}

function deliveryOf({ delivery }: { readonly delivery?: string | undefined }): string | undefined {
  return delivery;
}
