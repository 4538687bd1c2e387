import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cargoWorkspace } from '../support/cargo-workspace.ts'

/** A workflow of the examples, letter by letter. */
export const example = (name: string): string => readFileSync(join(import.meta.dirname, '../../examples', name), 'utf8')

/** Builds one program, the same bytes on every run. */
export const buildScript = `#!/usr/bin/env bash
set -euo pipefail
exe=
case "$2" in *windows*) exe=.exe ;; esac
mkdir -p out
printf '\\177ELF %s for %s\\n' "$1" "$2" > "out/$1$exe"
`

/**
 * One program and two groups of destinations: the release with what announces it, and a mirror, which cannot be asked what it
 * holds and fails where `MIRRORED` cannot be written to.
 */
export const groupedSample: Readonly<Record<string, string>> = {
  'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["crates/*"]\n',
  'crates/tool/Cargo.toml': '[package]\nname = "tool"\nversion = "1.0.0"\nedition = "2021"\n',
  'crates/tool/src/main.rs': 'fn main() {}\n',
  'scripts/build.sh': buildScript,
  '.github/slipway.yml': `version: 1
targets:
  x86_64-unknown-linux-musl: { os: ubuntu-latest }
packages:
  tool:
    targets: [x86_64-unknown-linux-musl]
destinations:
  - name: github
  - name: announce
    kind: command
    needs: github
    with:
      run: echo "$SLIPWAY_TAG" >> "$ANNOUNCED"
      env: { ANNOUNCED: $ANNOUNCED }
  - name: mirror
    kind: command
    with:
      run: echo "$SLIPWAY_TAG" >> "$MIRRORED"
      env: { MIRRORED: $MIRRORED }
`,
  '.github/workflows/release.yml': example('release.yml'),
  '.github/workflows/release-groups.yml': example('release-groups.yml'),
  '.github/workflows/retry.yml': example('retry.yml'),
}

/** Every target on the one kind of runner that a test has. */
const configuration = `version: 1
targets:
  x86_64-unknown-linux-musl: { os: ubuntu-latest }
  aarch64-apple-darwin: { os: ubuntu-latest }
  x86_64-pc-windows-msvc: { os: ubuntu-latest }
packages:
  hello-cli:
    targets: [x86_64-unknown-linux-musl, aarch64-apple-darwin, x86_64-pc-windows-msvc]
    assets:
      - archive: "{package}-{version}-{target}.tar.gz"
        files: ["{bin}", README.md, "LICENSE*"]
  hello-server:
    targets: [x86_64-unknown-linux-musl, aarch64-apple-darwin]
  hello-agent:
    targets: [x86_64-unknown-linux-musl]
checksums: SHA256SUMS
destinations:
  - name: github
  - name: announce
    kind: command
    needs: github
    with:
      per: release
      check: grep --quiet --line-regexp --fixed-strings "$SLIPWAY_TAG" "$ANNOUNCED"
      run: echo "$SLIPWAY_TAG" >> "$ANNOUNCED"
      env: { ANNOUNCED: $ANNOUNCED }
`

/** A Cargo workspace that is released with the workflows of the examples, as they stand. */
export const sample: Readonly<Record<string, string>> = {
  ...cargoWorkspace,
  'crates/hello-agent/Cargo.toml': '[package]\nname = "hello-agent"\nversion = "2.0.0"\nedition = "2021"\n',
  'crates/hello-agent/src/main.rs': 'fn main() {}\n',
  'scripts/build.sh': buildScript,
  '.github/slipway.yml': configuration,
  '.github/workflows/release.yml': example('release.yml'),
  '.github/workflows/matrix.yml': example('matrix.yml'),
  '.github/workflows/retry.yml': example('retry.yml'),
}
