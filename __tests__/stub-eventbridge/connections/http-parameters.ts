import { z } from "zod";
import type { Fields } from "../call";

/** IsValueSecret is false where it is left out (recorded in September 2026). */
const parameter = z.object({
  Key: z.string(),
  Value: z.string().default(""),
  IsValueSecret: z.boolean().default(false),
});

const LISTS = ["HeaderParameters", "QueryStringParameters", "BodyParameters"] as const;

/** Parameters of a request: a list that is left out is not an empty one. */
export const givenHttpParameters = z.object({
  HeaderParameters: z.array(parameter).optional(),
  QueryStringParameters: z.array(parameter).optional(),
  BodyParameters: z.array(parameter).optional(),
});

type GivenHttpParameters = z.output<typeof givenHttpParameters>;

/** Parameters that a connection holds, secret ones with their values. */
export type HttpParameters = Readonly<Record<(typeof LISTS)[number], readonly z.output<typeof parameter>[]>>;

export const NO_PARAMETERS: HttpParameters = { HeaderParameters: [], QueryStringParameters: [], BodyParameters: [] };

/**
 * Parameters after an update. Left out altogether, all stay (recorded in September 2026). A guess: a list that is given
 * takes the place of the old one, an empty one too, and a list that is left out stays.
 */
export function updatedHttpParameters(before: HttpParameters, given: GivenHttpParameters | undefined): HttpParameters {
  return {
    HeaderParameters: given?.HeaderParameters ?? before.HeaderParameters,
    QueryStringParameters: given?.QueryStringParameters ?? before.QueryStringParameters,
    BodyParameters: given?.BodyParameters ?? before.BodyParameters,
  };
}

/** As DescribeConnection shows them: the value of a secret one is left out (recorded). Undefined where there are none. */
export function shownHttpParameters(held: HttpParameters): Fields | undefined {
  const shown = LISTS.filter((list) => held[list].length > 0).map((list) => [
    list,
    held[list].map(({ Key, Value, IsValueSecret }) =>
      IsValueSecret ? { Key, IsValueSecret } : { Key, Value, IsValueSecret },
    ),
  ]);
  return shown.length === 0 ? undefined : (Object.fromEntries(shown) as Fields);
}

const IN_SECRET = {
  HeaderParameters: "header_parameters",
  QueryStringParameters: "query_string_parameters",
  BodyParameters: "body_parameters",
} as const satisfies Record<(typeof LISTS)[number], string>;

/** As the managed secret holds them (recorded). A guess: lists without an entry are not there. */
export function httpParametersInSecret(held: HttpParameters): Fields | undefined {
  const lists = LISTS.filter((list) => held[list].length > 0).map((list) => [
    IN_SECRET[list],
    held[list].map(({ Key, Value, IsValueSecret }) => ({ key: Key, value: Value, is_value_secret: IsValueSecret })),
  ]);
  return lists.length === 0 ? undefined : (Object.fromEntries(lists) as Fields);
}
