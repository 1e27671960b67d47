import type { OAuth2Server } from "oauth2-mock-server" with { "resolution-mode": "import" };

/** What a token endpoint answers. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: string;
}

/** A token endpoint on loopback that grants client credentials as RFC 6749 has it, and refuses what is no such call. */
export class TokenIssuer {
  private constructor(private readonly server: OAuth2Server) {}

  static async start(): Promise<TokenIssuer> {
    // An ES module: a CommonJS program can only load it at run time.
    const { OAuth2Server } = await import("oauth2-mock-server");
    const server = new OAuth2Server();
    await server.issuer.keys.generate("ES256");
    await server.start(0, "127.0.0.1");
    return new TokenIssuer(server);
  }

  /**
   * Asks for a token. The issuer understands POST alone; what came as a GET or PUT is asked in its place.
   *
   * @param contentType of the body, where there is one
   */
  async ask(body: string, contentType: string | undefined): Promise<TokenAnswer> {
    const { port } = this.server.address();
    const answer = await fetch(`http://127.0.0.1:${port}/token`, {
      method: "POST",
      headers: { "Content-Type": contentType ?? "application/x-www-form-urlencoded" },
      body,
    });
    return { status: answer.status, body: await answer.text() };
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }
}
