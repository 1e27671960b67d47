/** `docs/presets.md`: every preset in a table, with what no page was read for. */
import { presetIds, readPreset } from "./preset";
import { unsupportedProducts, type UnsupportedProduct } from "./unsupported";

/** Where the page lies, from the project's folder. */
export const PRESETS_PAGE = "docs/presets.md";

/** The page as `npm run generate` writes it. */
export function presetsPage(): string {
  const presets = presetIds().map((id) => ({ id, ...readPreset(id).preset }));
  const of = (level: string) => presets.filter((preset) => preset.level === level).length;
  return `# Presets

What is known of ${presets.length} products, as data: a tenant's file starts from one by \`preset: ID\`
([onboarding.md](onboarding.md)). ${of("complete")} are complete: with payload and sample event. ${of("connect")} connect: they hold the
authorization and where the API begins, and the tenant's file names path and payload.

\`./hub presets show ID\` says what to write, how to obtain the credential, what to mind, and which page of the vendor says so.
What no page was read for is unconfirmed: prove it in a test account first. All of it is of the day that \`read\` names, and
vendors change their APIs.

This page is generated from \`catalogue/presets/\` by \`npm run generate\`.

| preset | product | level | authorization | operations | unconfirmed |
| --- | --- | --- | --- | --- | --- |
${presets.map(row).join("\n")}

## Products that EventBridge cannot call directly

| product | why | the way round |
| --- | --- | --- |
${unsupportedProducts().map(unsupportedRow).join("\n")}
`;
}

type Row = { readonly id: string } & ReturnType<typeof readPreset>["preset"];

function row({ id, name, level, connection, operations, unconfirmed }: Row): string {
  const cells = [
    `\`${id}\``,
    name,
    level,
    String(connection.authorization["type"]),
    Object.keys(operations).join(", "),
    Object.keys(unconfirmed).join(", "),
  ];
  return `| ${cells.map(cell).join(" | ")} |`;
}

function unsupportedRow({ name, page, reason, instead }: UnsupportedProduct): string {
  return `| [${cell(name)}](${page}) | ${cell(reason)} | ${cell(instead)} |`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ");
}
