import { z } from "zod";
import { needed, type AuthorizationKind } from "./kind";

/** What a connection of type API_KEY holds. */
export interface ApiKey {
  readonly type: "API_KEY";
  readonly name: string;
  readonly value: string;
}

const given = z.object({ ApiKeyName: z.string().optional(), ApiKeyValue: z.string().optional() });

export const apiKey: AuthorizationKind<ApiKey> = {
  field: "ApiKeyAuthParameters",
  updated: (before, request) => {
    const { ApiKeyName, ApiKeyValue } = given.parse(request);
    return {
      type: "API_KEY",
      name: needed("ApiKeyName", ApiKeyName ?? before?.name),
      value: needed("ApiKeyValue", ApiKeyValue ?? before?.value),
    };
  },
  shown: ({ name }) => ({ ApiKeyName: name }),
  inSecret: ({ name, value }) => ({ api_key_name: name, api_key_value: value }),
};
