/** A Cargo workspace of three packages, two of which build a program. */
export const cargoWorkspace: Readonly<Record<string, string>> = {
  'Cargo.toml':
    '[workspace]\nresolver = "2"\nmembers = ["crates/*"]\n\n[workspace.package]\nversion = "1.2.0"\nedition = "2021"\n',
  'crates/hello-cli/Cargo.toml': '[package]\nname = "hello-cli"\nversion.workspace = true\nedition.workspace = true\n',
  'crates/hello-cli/src/main.rs': 'fn main() {}\n',
  'crates/hello-cli/CHANGELOG.md':
    '# Changelog\n\n## 1.2.0\n\n- Says hello in *two* languages.\n\n## 1.1.0\n\n- Says hello.\n',
  'crates/hello-server/Cargo.toml': '[package]\nname = "hello-server"\nversion = "0.4.0-rc.1"\nedition = "2021"\n',
  'crates/hello-server/src/main.rs': 'fn main() {}\n',
  'crates/hello-core/Cargo.toml': '[package]\nname = "hello-core"\nversion = "1.2.0"\nedition = "2021"\n',
  'crates/hello-core/src/lib.rs': '',
  'README.md': '# Hello\n',
  LICENSE: 'MIT\n',
  '.github/slipway.yml': `version: 1
packages:
  hello-cli:
    targets: [x86_64-unknown-linux-musl, aarch64-apple-darwin, x86_64-pc-windows-msvc]
    build: cargo build --release -p {package} --target {target}
    assets:
      - archive: "{package}-{version}-{target}.tar.gz"
        files: ["{bin}", README.md, "LICENSE*"]
  hello-server:
    targets: [x86_64-unknown-linux-musl, aarch64-apple-darwin]
  hello-core: {}
checksums: SHA256SUMS
destinations:
  - name: github
  - name: announce
    kind: command
    needs: github
    with:
      per: release
      run: echo "$SLIPWAY_TAG $SLIPWAY_URL" >> "$ANNOUNCED"
      env: { ANNOUNCED: $ANNOUNCED }
`,
}
