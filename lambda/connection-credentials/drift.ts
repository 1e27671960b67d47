import type { DescribeConnectionResponse } from "@aws-sdk/client-eventbridge";
import { descriptionOf, type PairVersions } from "./render";
import { settingDifferences } from "../../connection/setting-differences";
import type { ConnectionSpec } from "../../connection/spec";

/**
 * In what a connection differs from its spec, as far as DescribeConnection shows it: names of settings, never values.
 * Empty when nothing differs. What is secret is not shown, and so not compared.
 */
export function drift(
  spec: ConnectionSpec,
  versions: PairVersions,
  shown: DescribeConnectionResponse,
): readonly string[] {
  const isDescribed = (shown.Description ?? "") === descriptionOf(spec, versions);
  return [...(isDescribed ? [] : ["description"]), ...settingDifferences(spec, shown).map(({ setting }) => setting)];
}
