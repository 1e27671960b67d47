import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { JSON_SCHEMA_FOLDER, jsonSchemaFiles, otherSchemaFiles } from "../../catalogue/language/json-schema";

const project = path.join(__dirname, "..", "..");

describe("the committed JSON Schemas", () => {
  it("are those of the zod schemas (else: npm run generate)", () => {
    const folder = path.join(project, JSON_SCHEMA_FOLDER);
    const committed = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), "utf8")] as const);
    expect(Object.fromEntries(committed)).toEqual(Object.fromEntries([...jsonSchemaFiles(), ...otherSchemaFiles()]));
  });

  it("ask for nothing of a part, which another file completes, and take null for what it removes", () => {
    const text = otherSchemaFiles().get("tenant-part.schema.json") ?? "";
    expect(text).not.toContain('"required"');
    const part = JSON.parse(text) as { properties: Record<string, { anyOf: unknown[] }>; oneOf?: unknown };
    expect(part.oneOf).toBeUndefined();
    expect(part.properties["runbook"]?.anyOf).toContainEqual({ type: "null" });
  });

  it("ask for no field that has a default", () => {
    const tenant = JSON.parse(jsonSchemaFiles().get("tenant.schema.json") ?? "") as { required: string[] };
    expect(tenant.required).toEqual(["owner", "contact", "runbook", "destinations"]);
    const hub = JSON.parse(jsonSchemaFiles().get("hub.schema.json") ?? "") as { required: string[] };
    expect(hub.required).not.toContain("tags");
  });

  it("ask for connection or connections, as the loader does", () => {
    const { oneOf } = JSON.parse(jsonSchemaFiles().get("tenant.schema.json") ?? "") as { oneOf: unknown };
    expect(oneOf).toEqual([{ required: ["connection"] }, { required: ["connections"] }]);
  });

  it("forbid unknown keys, as the loader does", () => {
    for (const content of jsonSchemaFiles().values()) {
      expect((JSON.parse(content) as { additionalProperties: unknown }).additionalProperties).toBe(false);
    }
  });
});

/** Every file of every environment, from the project's folder. */
function environmentFiles(): string[] {
  const environments = path.join(project, "environments");
  return readdirSync(environments).flatMap((environment) =>
    readdirSync(path.join(environments, environment), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => path.join("environments", environment, name)),
  );
}

describe("the files of environments/", () => {
  const files = environmentFiles();

  it("are there: the next test would hold of none", () => {
    expect(files).toContain(path.join("environments", "dev", "hub.yaml"));
    expect(files.filter((file) => file.includes(`${path.sep}sources${path.sep}`)).length).toBeGreaterThanOrEqual(3);
    expect(files.filter((file) => file.includes(`${path.sep}tenants${path.sep}`)).length).toBeGreaterThanOrEqual(7);
  });

  it.each(files)("%s names its schema in the first line", (file) => {
    const kinds: Readonly<Record<string, string>> = { sources: "source", tenants: "tenant", tests: "test" };
    const [, , folder = ""] = file.split(path.sep);
    const schema = path.basename(file) === "hub.yaml" ? "hub" : (kinds[folder] ?? folder);
    const target = path.join(project, JSON_SCHEMA_FOLDER, `${schema}.schema.json`);
    const relative = path.relative(path.dirname(path.join(project, file)), target).replaceAll(path.sep, "/");
    const [first] = readFileSync(path.join(project, file), "utf8").split("\n");
    expect(first).toBe(`# yaml-language-server: $schema=${relative}`);
    expect(existsSync(target)).toBe(true);
  });
});
