import type { CryptoKey, JWTPayload } from "jose" with { "resolution-mode": "import" };

/** Claims of a token, and how long it is good. */
export interface TokenOrder {
  readonly claims: Readonly<Record<string, unknown>>;
  /** Negative for a token that has expired. */
  readonly expiresInSeconds: number;
}

/**
 * Stands in for every issuer that the JWT authorizers name: signs tokens in its name, and knows the key to check them.
 * The declared issuer is never asked for its keys.
 */
export class LocalIssuer {
  #keys: Promise<{ readonly privateKey: CryptoKey; readonly publicKey: CryptoKey }> | undefined;

  /** A token of an issuer, signed with RS256 as API Gateway wants it. */
  async sign(issuer: string, { claims, expiresInSeconds }: TokenOrder): Promise<string> {
    const { SignJWT } = await import("jose");
    const { privateKey } = await this.#keyPair();
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: "local" })
      .setIssuer(issuer)
      .setIssuedAt(now)
      .setExpirationTime(now + expiresInSeconds)
      .sign(privateKey);
  }

  /** The claims of a token of an issuer, or what is wrong with it. The audience is not looked at. */
  async verify(token: string, issuer: string): Promise<JWTPayload | string> {
    const { jwtVerify, errors } = await import("jose");
    const { publicKey } = await this.#keyPair();
    try {
      const { payload } = await jwtVerify(token, publicKey, { issuer, algorithms: ["RS256"], requiredClaims: ["exp"] });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) return "the token has expired";
      if (error instanceof errors.JWTClaimValidationFailed) {
        return error.claim === "iss" ? "the token does not have a valid issuer" : `claim ${error.claim} is not valid`;
      }
      if (error instanceof errors.JWSSignatureVerificationFailed) return "signature is invalid";
      return "the token cannot be read";
    }
  }

  /** Made when they are first needed: that takes a tenth of a second. */
  #keyPair() {
    this.#keys ??= import("jose").then(({ generateKeyPair }) => generateKeyPair("RS256"));
    return this.#keys;
  }
}
