import { z } from "zod";
import {
  givenHttpParameters,
  httpParametersInSecret,
  NO_PARAMETERS,
  shownHttpParameters,
  updatedHttpParameters,
  type HttpParameters,
} from "../http-parameters";
import { needed, type AuthorizationKind } from "./kind";

/** What a connection of type OAUTH_CLIENT_CREDENTIALS holds. */
export interface OAuth {
  readonly type: "OAUTH_CLIENT_CREDENTIALS";
  readonly endpoint: string;
  readonly method: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Of the call that gets a token. */
  readonly parameters: HttpParameters;
}

const given = z.object({
  AuthorizationEndpoint: z.string().optional(),
  HttpMethod: z.string().optional(),
  ClientParameters: z.object({ ClientID: z.string().optional(), ClientSecret: z.string().optional() }).optional(),
  OAuthHttpParameters: givenHttpParameters.optional(),
});

export const oauth: AuthorizationKind<OAuth> = {
  field: "OAuthParameters",
  updated: (before, request) => {
    const { AuthorizationEndpoint, HttpMethod, ClientParameters, OAuthHttpParameters } = given.parse(request);
    return {
      type: "OAUTH_CLIENT_CREDENTIALS",
      endpoint: needed("AuthorizationEndpoint", AuthorizationEndpoint ?? before?.endpoint),
      method: needed("HttpMethod", HttpMethod ?? before?.method),
      clientId: needed("ClientID", ClientParameters?.ClientID ?? before?.clientId),
      clientSecret: needed("ClientSecret", ClientParameters?.ClientSecret ?? before?.clientSecret),
      parameters: updatedHttpParameters(before?.parameters ?? NO_PARAMETERS, OAuthHttpParameters),
    };
  },
  shown: ({ endpoint, method, clientId, parameters }) => {
    const shown = shownHttpParameters(parameters);
    return {
      ClientParameters: { ClientID: clientId },
      AuthorizationEndpoint: endpoint,
      HttpMethod: method,
      ...(shown === undefined ? {} : { OAuthHttpParameters: shown }),
    };
  },
  inSecret: ({ endpoint, method, clientId, clientSecret, parameters }) => {
    const inSecret = httpParametersInSecret(parameters);
    return {
      client_id: clientId,
      client_secret: clientSecret,
      authorization_endpoint: endpoint,
      http_method: method,
      ...(inSecret === undefined ? {} : { oauth_http_parameters: inSecret }),
    };
  },
};
