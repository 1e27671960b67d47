/** Everything below the parser of arguments that takes input from outside. */
import type { Surface } from "./faults";
import { prepareGround } from "./ground";
import { functionAnswers, productAnswers } from "./surfaces/answers";
import { demoSteps, environmentFiles, eventSchemas } from "./surfaces/catalogue";
import { comparedFolders, emittedEnvironments } from "./surfaces/changes";
import { matchedEvents, patterns, simulatedEvents } from "./surfaces/events";
import { reportedPlans } from "./surfaces/reports";
import { emittedFolders, plans, smallStacks, startedHubs } from "./surfaces/terraform";
import { secrets, specs } from "./surfaces/secrets";
import { inputPaths, inputTemplates, names, policies, schedules } from "./surfaces/texts";
import { apiRequests, awsCalls, controlOrders } from "./surfaces/wire";

/** All surfaces, and what they stand on. */
export interface Surfaces {
  readonly all: readonly Surface[];
  /** Holds copies of `environments/` and `examples/`, and `emitted/` with the Terraform of some. */
  readonly folder: string;
  /** Stops hubs and removes files. */
  readonly close: () => Promise<void>;
}

/** Prepares every surface: emits Terraform and copies real inputs. Its environments are those of the working directory. */
export function openSurfaces(): Surfaces {
  const ground = prepareGround();
  const wires = [awsCalls(ground), controlOrders(ground), apiRequests(ground), productAnswers()];
  return {
    folder: ground.folder,
    all: [
      environmentFiles(ground),
      eventSchemas(ground),
      demoSteps(ground),
      simulatedEvents(ground),
      matchedEvents(ground),
      patterns(),
      inputTemplates(),
      inputPaths(),
      emittedFolders(ground),
      smallStacks(ground),
      startedHubs(ground),
      plans(ground),
      reportedPlans(ground),
      comparedFolders(ground),
      emittedEnvironments(ground),
      functionAnswers(),
      policies(),
      schedules(),
      secrets(),
      specs(),
      names(ground),
      ...wires.map(({ surface }) => surface),
    ],
    close: async () => {
      for (const { stop } of wires) await stop();
      ground.remove();
    },
  };
}
