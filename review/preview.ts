/** What a change does, told from the Terraform of both sides alone. */
import { buildTopology, readEmittedStacks, type Topology } from "#simulator/topology";
import { accountUse, roomOfAccounts, type AccountUse } from "./account-room";
import { auditOf, type Audit } from "./audit";
import { auditChanges, type AuditChanges } from "./audit/changes";
import { effectsOn, type EventEffect, type SampleEvent } from "./deliveries";
import { headRoom, type HeadRoom } from "./head-room";
import { publishingOf, type PublishingCell } from "./publishing";

/** One side, as far as a preview looks at it. */
export interface PreviewSide {
  readonly topology: Topology;
  readonly audit: Audit;
  readonly inUse: AccountUse;
}

/** What a change does to those who publish, to sample events, to what AWS allows, and to the findings of the audit. */
export interface Preview {
  readonly publishing: readonly PublishingCell[];
  readonly events: readonly EventEffect[];
  readonly headRoom: readonly HeadRoom[];
  readonly audit: AuditChanges;
}

/**
 * Reads a side from the folder that CDKTF wrote.
 *
 * @throws UnreadableTerraformError when a file is missing or is not what CDKTF writes
 */
export function previewSide(outdir: string): PreviewSide {
  const stacks = readEmittedStacks(outdir);
  return { topology: buildTopology(stacks), audit: auditOf(stacks), inUse: accountUse(stacks) };
}

/**
 * What becomes of a base that turns into a head.
 *
 * @throws NotAnEventError, NoSuchBusError where sample events cannot be sent on both sides
 */
export function previewOf(base: PreviewSide, head: PreviewSide, samples: readonly SampleEvent[]): Preview {
  return {
    publishing: publishingOf(base.topology, head.topology),
    events: effectsOn(base.topology, head.topology, samples),
    headRoom: [...headRoom(base.topology, head.topology), ...roomOfAccounts(base.inUse, head.inUse)],
    audit: auditChanges(base.audit, head.audit),
  };
}
