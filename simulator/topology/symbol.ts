/** Names for what Terraform does not tell, in `<...>`, so that the names and ARNs they stand in stay apart. */

/** Such a name; `what` says what is not known. */
export function symbolic(what: string): string {
  return `<${what}>`;
}

/** Whether part of a name or an ARN is symbolic: known to AWS alone, or after apply. */
export function isSymbolic(text: string): boolean {
  return text.includes("<");
}

/** The name of the bus that a resource names and that cannot be resolved. */
export function unresolvedBus(address: string): string {
  return symbolic(`bus of ${address}`);
}

/** Whether a bus's name is an {@link unresolvedBus}, and not that of a declared bus whose name AWS or a later run tells. */
export function isUnresolvedBus(name: string): boolean {
  return name.startsWith("<bus of ");
}
