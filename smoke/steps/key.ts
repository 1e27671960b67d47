import { DisableKeyCommand, DescribeKeyCommand, EnableKeyCommand } from "@aws-sdk/client-kms";
import { hubNames } from "../../catalogue/names";
import type { SmokeContext } from "../context";
import { SOURCES } from "../environment/files";
import { newMarker, putEvent } from "../events";
import { until } from "../until";
import { failed, notAnswered, passed, type Step } from "./step";

/** EventBridge goes on with a data key for some minutes. */
const PATIENCE = 15 * 60;

export const key: Step = {
  sentence: "With the key of the bus disabled, events are refused; with the key enabled, they are taken again",
  needs: ["apply-tenants"],
  run: async (context) => {
    const { kms } = context.aws;
    const { keyAlias } = hubNames(context.emitted().environment.hub);
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyAlias }));
    const request = { KeyId: KeyMetadata?.KeyId };
    const patience = { seconds: context.by === "AWS" ? PATIENCE : 3, interruption: context.interruption };
    const began = Date.now();
    let refusal: string | undefined;
    try {
      await kms.send(new DisableKeyCommand(request));
      refusal = await until(() => unheard(context), patience);
    } finally {
      await kms.send(new EnableKeyCommand(request));
    }
    const refusedAfter = secondsSince(began);
    if (refusal === undefined) {
      return context.by === "emulator"
        ? notAnswered("this emulator does not ask for the key")
        : failed(`events are still taken ${refusedAfter} s after the key was disabled`);
    }
    const again = Date.now();
    const taken = await until(async () => ((await unheard(context)) === undefined ? true : undefined), patience);
    if (taken === undefined) return failed(`the key is enabled, and events are refused after ${secondsSince(again)} s`);
    return passed(
      context.by,
      `refused after ${refusedAfter} s: ${refusal}`,
      `taken again after ${secondsSince(again)} s`,
    );
  },
};

/** Puts an event that no tenant waits for. @returns why it is refused */
function unheard(context: SmokeContext): Promise<string | undefined> {
  return putEvent(context.aws.eventBridge, {
    bus: hubNames(context.emitted().environment.hub).bus,
    source: SOURCES.direct,
    detailType: "Smoke Unheard",
    marker: newMarker(context, "key"),
  });
}

function secondsSince(began: number): number {
  return Math.round((Date.now() - began) / 1_000);
}
