/** A host as it is compared and sent: DNS knows no capitals, and phones begin every line with one. */
export function plainHost(host: string): string {
  return host.toLowerCase();
}
