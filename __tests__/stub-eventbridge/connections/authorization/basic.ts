import { z } from "zod";
import { needed, type AuthorizationKind } from "./kind";

/** What a connection of type BASIC holds. */
export interface Basic {
  readonly type: "BASIC";
  readonly username: string;
  readonly password: string;
}

const given = z.object({ Username: z.string().optional(), Password: z.string().optional() });

export const basic: AuthorizationKind<Basic> = {
  field: "BasicAuthParameters",
  updated: (before, request) => {
    const { Username, Password } = given.parse(request);
    return {
      type: "BASIC",
      username: needed("Username", Username ?? before?.username),
      password: needed("Password", Password ?? before?.password),
    };
  },
  shown: ({ username }) => ({ Username: username }),
  inSecret: ({ username, password }) => ({ username, password }),
};
