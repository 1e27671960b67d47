import { partsOf } from "./documents";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { OpenApiError, operationSummaries, parseOpenApi, readOpenApi, tenantParts } from "../../../onboarding/openapi";

const PETS = `
openapi: 3.1
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    get: { operationId: listPets, summary: Lists pets }
    post:
      operationId: addPet
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [name], properties: { name: { type: string } } }
  /pets/{petId}:
    parameters: [{ $ref: "#/components/parameters/PetId" }]
    put: { operationId: updatePet }
    delete: {}
    trace: { operationId: tracePet }
components:
  parameters:
    PetId: { in: path, name: petId, required: true, schema: { type: string } }
`;

describe("an OpenAPI document", () => {
  it("is read from a file of YAML, with its operations in order", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "openapi-"));
    const file = path.join(folder, "pets.yaml");
    writeFileSync(file, PETS);
    const document = readOpenApi(file);
    rmSync(folder, { recursive: true });
    expect(operationSummaries(document).map(({ id }) => id)).toEqual([
      "listPets",
      "addPet",
      "updatePet",
      "DELETE /pets/{petId}",
      "tracePet",
    ]);
    expect(operationSummaries(document)[0]).toEqual({
      id: "listPets",
      method: "GET",
      path: "/pets",
      summary: "Lists pets",
    });
  });

  it("finds an operation by its method and path too", () => {
    const document = parseOpenApi(PETS, "pets.yaml");
    expect(tenantParts(document, "delete /pets/{petId}").destination).toEqual({
      invocationEndpoint: "https://pets.example/pets/*",
      httpMethod: "DELETE",
      invocationRateLimitPerSecond: 5,
    });
    expect(tenantParts(document, "POST /pets")).toEqual(tenantParts(document, "addPet"));
  });

  it.each([
    [
      "addPets",
      'pets.yaml has no operation "addPets"; write "addPet", or one of listPets, DELETE /pets/{petId}, updatePet, tracePet',
    ],
    [
      "POST /pet",
      'pets.yaml has no operation "POST /pet"; write "POST /pets", or one of listPets, addPet, updatePet, DELETE /pets/{petId}, tracePet',
    ],
    ["tracePet", "tracePet is a TRACE request, which EventBridge does not send; write another operation"],
  ])("has no operation %s, and says what to write", (id, message) => {
    const asked = () => tenantParts(parseOpenApi(PETS, "pets.yaml"), id);
    expect(asked).toThrow(OpenApiError);
    expect(asked).toThrow(message);
  });

  it.each([
    [
      '{ "swagger": "2.0" }',
      "pets.json is Swagger 2.0, and OpenAPI 3 is read; convert it to OpenAPI 3 first, for example with npx swagger2openapi",
    ],
    ["openapi: 4.0.0", 'pets.json says openapi: "4.0.0"; write a document that begins with openapi: 3.0.x or 3.1.x'],
    [
      "name: pets",
      "pets.json does not say which version of OpenAPI it is; write a document that begins with openapi: 3.0.x or 3.1.x",
    ],
    ["[1]", "pets.json holds a list; write an OpenAPI document of version 3"],
    [
      '{\n  "openapi": "3.0.0",\n  oops',
      "pets.json:3:7: neither JSON nor YAML; write an OpenAPI document as the vendor publishes it",
    ],
    ["openapi: 3.0.0\nservers: [{}]", 'pets.json is not as OpenAPI has it at "servers.0.url"'],
  ])("must be of version 3: %s", (text, message) => {
    expect(() => parseOpenApi(text, "pets.json")).toThrow(message);
  });

  it("must be there", () => {
    expect(() => readOpenApi("/no/such/file.yaml")).toThrow(
      "/no/such/file.yaml cannot be read: no such file; name a file with an OpenAPI document",
    );
  });

  it.each([
    [
      "paths/pets.yaml",
      'pets.yaml refers to another file, "paths/pets.yaml"; bundle the files into one first, for example with npx @redocly/cli bundle',
    ],
    [
      "#/components/nothing",
      'pets.yaml refers to "#/components/nothing", which it does not hold; write the whole document, and not a part of it',
    ],
    ["#/paths/~1pets", 'pets.yaml: "#/paths/~1pets" refers to itself; take the vendor\'s newest document'],
  ])("must be whole: %s", (pointer, message) => {
    const text = `openapi: 3.0.0\npaths: { /pets: { $ref: "${pointer}" } }`;
    expect(() => tenantParts(parseOpenApi(text, "pets.yaml"), "addPet")).toThrow(message);
  });

  it.each(["properties", "allOf"])("must come to an end: few schemas that name each other twice by %s", (by) => {
    const twice = (level: number) => {
      const ref = { $ref: `#/components/schemas/L${level + 1}` };
      return by === "allOf"
        ? { allOf: [ref, ref] }
        : { type: "object", required: ["a", "b"], properties: { a: ref, b: ref } };
    };
    const schemas: Record<string, unknown> = { L29: { type: "string" } };
    for (let level = 0; level < 29; level++) schemas[`L${level}`] = twice(level);
    const first = { $ref: "#/components/schemas/L0" };
    expect(() => partsOf({ body: first, schemas })).toThrow(
      "the schemas of shop.json name each other so often that they come to more than 100,000; write the tenant's file by hand",
    );
  });
});
