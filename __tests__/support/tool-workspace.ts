/**
 * A small Cargo workspace: `tool` 1.0.0 for two targets, and `helper` 0.2.0-beta.1, a prerelease, for one. `rest` is the end of
 * the configuration: destinations and whatever else a scenario wants.
 */
export const toolWorkspace = (rest: string): Readonly<Record<string, string>> => ({
  'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["crates/*"]\n',
  'crates/tool/Cargo.toml': '[package]\nname = "tool"\nversion = "1.0.0"\nedition = "2021"\n',
  'crates/tool/src/main.rs': 'fn main() {}\n',
  'crates/helper/Cargo.toml': '[package]\nname = "helper"\nversion = "0.2.0-beta.1"\nedition = "2021"\n',
  'crates/helper/src/main.rs': 'fn main() {}\n',
  '.github/slipway.yml': `${toolPackages}${rest}`,
})

/** The beginning of a configuration for {@link toolWorkspace}. */
export const toolPackages = `version: 1
packages:
  tool:
    targets: [x86_64-unknown-linux-musl, x86_64-pc-windows-msvc]
  helper:
    targets: [x86_64-unknown-linux-musl]
`
