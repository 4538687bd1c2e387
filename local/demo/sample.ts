/** Files of a repository, by path from its root. */
export type Files = Readonly<Record<string, string>>

/** Where the sample monorepo lives on the local GitHub. */
export const repositoryName = 'acme/tools'

const slipway = `version: 1

packages:
  hello-cli:
    targets: [x86_64-unknown-linux-musl, aarch64-apple-darwin, x86_64-pc-windows-msvc]
    build: sh scripts/build.sh {bin}{exe} {version} {target}
    assets:
      - archive: "{package}-{version}-{target}.tar.gz"
        files: ["{bin}", README.md, LICENSE]
        targets: "!*-windows-*"
      - archive: "{package}-{version}-{target}.zip"
        files: ["{bin}", README.md, LICENSE]
        targets: "*-windows-*"
  hello-server:
    targets: [x86_64-unknown-linux-musl, aarch64-apple-darwin]
    build: sh scripts/build.sh {bin}{exe} {version} {target}
  "@acme/hello-web":
    targets: [any]
    build: sh scripts/build.sh hello-web.mjs {version} {target}
  hello-core: {}

checksums: SHA256SUMS

destinations:
  - name: github

  - name: mirror                 # copies every asset into a folder
    kind: command
    with:
      per: asset
      shell: sh
      check: cmp -s "$SLIPWAY_FILE" "$MIRROR/$SLIPWAY_TAG/$SLIPWAY_NAME"
      run: cd "$MIRROR" && mkdir -p "$SLIPWAY_TAG" && cp "$SLIPWAY_FILE" "$SLIPWAY_TAG/$SLIPWAY_NAME"
      env: { MIRROR: $MIRROR }

  - name: announce               # once per release, when it is public
    kind: command
    needs: github
    with:
      per: release
      shell: sh
      run: echo "$SLIPWAY_TAG is out" >> "$NEWS"
      env: { NEWS: $NEWS }
`

/** Stands in for a compiler: what it writes is a program that says what it is. */
const buildScript = `#!/bin/sh
# build.sh <program> <version> <target>
set -eu
mkdir -p out
case "$1" in
  *.mjs) printf 'console.log("%s %s")\\n' "$1" "$2" ;;
  *) printf '#!/bin/sh\\necho "%s %s for %s"\\n' "$1" "$2" "$3" ;;
esac > "out/$1"
`

/** The monorepo before its release: a library that has been published, and nothing else. */
export const library: Files = {
  'README.md': '# Tools of Acme\n',
  LICENSE: 'MIT License\n',
  'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["crates/*"]\n',
  'crates/hello-core/Cargo.toml': '[package]\nname = "hello-core"\nversion = "1.0.0"\nedition = "2021"\n',
  'crates/hello-core/src/lib.rs': '',
}

/** The tag of {@link library}. */
export const libraryTag = 'hello-core-v1.0.0'

/** What the first release adds: programs in Rust and JavaScript, one of them a release candidate. */
export const programs: Files = {
  '.github/slipway.yml': slipway,
  'scripts/build.sh': buildScript,
  'crates/hello-cli/Cargo.toml': cliManifest('1.2.0'),
  'crates/hello-cli/src/main.rs': 'fn main() {}\n',
  'crates/hello-cli/CHANGELOG.md': '# Changelog\n\n## 1.2.0\n\n- Says hello in two languages.\n',
  'crates/hello-server/Cargo.toml': '[package]\nname = "hello-server"\nversion = "0.4.0-rc.1"\nedition = "2021"\n',
  'crates/hello-server/src/main.rs': 'fn main() {}\n',
  'package.json': '{ "private": true, "workspaces": ["packages/*"] }\n',
  'packages/hello-web/package.json': '{ "name": "@acme/hello-web", "version": "2.0.1", "bin": "hello-web.mjs" }\n',
}

/** The next version of one of the programs. */
export const nextVersion: Files = {
  'crates/hello-cli/Cargo.toml': cliManifest('1.3.0'),
  'crates/hello-cli/CHANGELOG.md':
    '# Changelog\n\n## 1.3.0\n\n- Says goodbye, too.\n\n## 1.2.0\n\n- Says hello in two languages.\n',
}

/** A change that is no release. */
export const documentation: Files = { 'README.md': '# Tools of Acme\n\nThey say hello.\n' }

function cliManifest(version: string): string {
  return `[package]\nname = "hello-cli"\nversion = "${version}"\nedition = "2021"\n\n[[bin]]\nname = "hello"\npath = "src/main.rs"\n`
}
