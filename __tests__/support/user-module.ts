/** Code of a module that is a backend for nothing: `parts` are members of its default export, by name, that replace its own. */
export function moduleSource(parts: Readonly<Record<string, string | undefined>> = {}): string {
  const members: Readonly<Record<string, string | undefined>> = {
    api: 'api: 1',
    config: 'config: {}',
    verifies: "verifies: 'presence'",
    plan: 'async plan() { return [] }',
    publish: "async publish(config, { address }) { return { address, did: 'created' } }",
    verify: 'async verify() { return { ok: true } }',
    ...parts,
  }
  return `export default {\n${Object.values(members)
    .filter((member) => member !== undefined)
    .join(',\n')}\n}\n`
}
