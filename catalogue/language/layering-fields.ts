/** The words with which a file stands on another one; see `catalogue/layers.ts` for what becomes of them. */
import { z } from "zod";
import { write } from "./advice";
import * as field from "./fields";

const EXTENDS = write("the path of a YAML file from this file's folder, such as ../../base/tenants/zendesk.yaml");
const VARIABLES = write("a mapping of texts, such as subdomain: acme");

/** In files of every kind. */
export const baseFile = z
  .string({ error: EXTENDS })
  .min(1, { error: EXTENDS })
  .optional()
  .meta({
    description: "Path of a file, from this file's folder, that this one starts from",
    examples: ["../../base/tenants/zendesk.yaml"],
  });

/** In tenants' files. */
export const preset = field.id.optional().meta({
  description: "Preset of the product that this file starts from; ./hub presets lists them",
  examples: ["zendesk"],
});

/** In tenants' files. */
export const variables = z
  .record(z.string(), z.string({ error: write("text") }), { error: VARIABLES })
  .optional()
  .meta({
    description: "What the preset asks for, by name; ./hub presets show ID names them",
    examples: [{ subdomain: "acme" }],
  });

/** In a tenant's destinations. */
export const operation = field.id.optional().meta({
  description: "Operation of the preset; the one of the destination's id, or the only one, when absent",
  examples: ["create-ticket"],
});

/** Looked at before anything else of a file is. */
export const extendingSchema = z.looseObject({ extends: baseFile });

/** Looked at once a file is put together with what it extends. */
export const layeringSchema = z.looseObject({ preset, variables });
