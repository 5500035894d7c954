/** Returns the SHA-256 of a content in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  // An import would load the module, which takes longer than most of ours, at every start.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(content).digest('hex');
}
