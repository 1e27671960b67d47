/** What a run makes besides its stacks, by name. */
import { randomInt } from "node:crypto";
import { kmsAliasArn, type Place } from "../aws/arn";

/** First part of every name of every run. */
export const NAMESPACE = "smoke";

/** Six letters: every run has names of its own, so that what AWS keeps of one is not in the way of the next. */
export function newSuffix(): string {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  return Array.from({ length: 6 }, () => letters[randomInt(letters.length)] ?? "").join("");
}

/** The names. */
export function smokeNames(suffix: string, place: Place) {
  const prefix = `${NAMESPACE}-${suffix}`;
  return {
    bucket: `${prefix}-state-${place.account}`,
    /** AWS's own key for S3, in every account: it costs nothing, and nothing of it is left. */
    stateKey: kmsAliasArn(place, "alias/aws/s3"),
    deploymentRole: `${prefix}-deployment`,
    /** The deployment role's policies, by number from 1. */
    deploymentPolicy: (number: number) => `${prefix}-deployment-${number}`,
    isDeploymentPolicy: (name: string) => name.startsWith(`${prefix}-deployment-`),
    /** The application's own bus, from which events are forwarded. */
    sourceBus: `${prefix}-source`,
  };
}
