/** What a well-known target's name says about where it is built and what comes out. */
export interface KnownTarget {
  /** Runner label of GitHub's. */
  readonly os: string
  /** In OCI spelling, `linux/arm/v7`; empty for what runs anywhere. */
  readonly platform: string
  readonly exe: '' | '.exe'
  /** As Go spells it: `linux`, `darwin`, `windows`, `freebsd`; empty for what runs anywhere. */
  readonly osName: string
  /** As Go spells it: `amd64`, `arm64`, `386`, `arm`; empty for what runs anywhere. */
  readonly arch: string
}

interface Cpu {
  readonly arch: string
  /** Part of the platform, as `v7` of `linux/arm/v7`. */
  readonly variant?: string
}

const ANYWHERE: KnownTarget = { os: 'ubuntu-latest', platform: '', exe: '', osName: '', arch: '' }
const ANYWHERE_NAMES = new Set(['any', 'all', 'noarch'])

/** Every spelling of a processor: Rust's, Go's, npm's and `uname`'s. 32-bit ARM without a number is v6 to Rust and v7 to OCI. */
const CPUS: ReadonlyMap<string, Cpu> = new Map<string, Cpu>([
  ...spellings(['x86_64', 'x86_64h', 'amd64', 'x64'], { arch: 'amd64' }),
  ...spellings(['aarch64', 'arm64', 'arm64e'], { arch: 'arm64' }),
  ...spellings(['i386', 'i586', 'i686', '386', 'ia32', 'x86'], { arch: '386' }),
  ...spellings(['armv5te', 'armv5', 'arm5'], { arch: 'arm', variant: 'v5' }),
  ...spellings(['armv6', 'armv6l', 'armhf', 'arm6'], { arch: 'arm', variant: 'v6' }),
  ...spellings(['arm', 'armv7', 'armv7a', 'armv7l', 'thumbv7neon', 'thumbv7a', 'arm7'], { arch: 'arm', variant: 'v7' }),
  ...spellings(['riscv64', 'riscv64gc', 'riscv64a23'], { arch: 'riscv64' }),
  ...spellings(['s390x'], { arch: 's390x' }),
  ...spellings(['powerpc64le', 'ppc64le'], { arch: 'ppc64le' }),
  ...spellings(['powerpc64', 'ppc64'], { arch: 'ppc64' }),
  ...spellings(['powerpc', 'ppc'], { arch: 'ppc' }),
  ...spellings(['loongarch64', 'loong64'], { arch: 'loong64' }),
  ...spellings(['mips'], { arch: 'mips' }),
  ...spellings(['mipsel', 'mipsle'], { arch: 'mipsle' }),
  ...spellings(['mips64'], { arch: 'mips64' }),
  ...spellings(['mips64el', 'mips64le'], { arch: 'mips64le' }),
  ...spellings(['sparc64', 'sparcv9'], { arch: 'sparc64' }),
  ...spellings(['wasm', 'wasm32', 'wasm32v1', 'wasm64'], { arch: 'wasm' }),
])

/** What stands behind the processor in a Rust triple (or in `x86_64-linux`, as Nix and Zig shorten it). */
const TRIPLE_SYSTEMS: readonly { readonly pattern: RegExp; readonly osName: string }[] = [
  {
    // cargo-zigbuild puts the lowest glibc behind: `-gnu.2.17`.
    pattern:
      /^(?:(?:unknown|pc|alpine|chimera|unikraft|openwrt)-)?linux(?:-(?:gnu(?:eabi|eabihf|x32|abi64|abin32|spe|_ilp32)?(?:\.\d+\.\d+)?|musl(?:eabi|eabihf|abi64|spe)?|uclibc(?:eabi|eabihf)?|ohos))?$/,
    osName: 'linux',
  },
  { pattern: /^(?:unknown-)?linux-android(?:eabi)?$/, osName: 'android' },
  { pattern: /^(?:apple-)?(?:darwin|macos)$/, osName: 'darwin' },
  { pattern: /^apple-ios(?:-sim|-macabi)?$/, osName: 'ios' },
  { pattern: /^(?:(?:pc|uwp|win7)-)?windows(?:-(?:msvc|gnu|gnullvm))?$/, osName: 'windows' },
  { pattern: /^(?:unknown-)?freebsd$/, osName: 'freebsd' },
  { pattern: /^(?:unknown-)?netbsd(?:-eabihf)?$/, osName: 'netbsd' },
  { pattern: /^(?:unknown-)?openbsd$/, osName: 'openbsd' },
  { pattern: /^(?:unknown-)?dragonfly$/, osName: 'dragonfly' },
  { pattern: /^(?:unknown-)?illumos$/, osName: 'illumos' },
  { pattern: /^(?:pc|sun)-solaris$/, osName: 'solaris' },
  { pattern: /^wasi(?:p1)?(?:-threads)?$/, osName: 'wasip1' },
  { pattern: /^wasip2$/, osName: 'wasip2' },
  { pattern: /^wasip3$/, osName: 'wasip3' },
  { pattern: /^unknown-wasi$/, osName: 'wasip1' },
  { pattern: /^unknown-emscripten$/, osName: 'emscripten' },
  // No system at all; what loads it is nearly always JavaScript.
  { pattern: /^(?:unknown-unknown|none)$/, osName: 'js' },
]

/** The first half of `linux/amd64`, `linux_amd64`, `linux-x64`. */
const PAIR_SYSTEMS: ReadonlyMap<string, string> = new Map([
  ...spellings(['linux'], 'linux'),
  ...spellings(['darwin', 'macos', 'osx'], 'darwin'),
  ...spellings(['windows', 'win32', 'win'], 'windows'),
  ...spellings(['solaris', 'sunos'], 'solaris'),
  ...spellings(['wasip1', 'wasi'], 'wasip1'),
  ...['freebsd', 'netbsd', 'openbsd', 'dragonfly', 'illumos', 'aix', 'android', 'ios', 'plan9', 'js'].map(
    (name): [string, string] => [name, name],
  ),
])

/** Systems that run on few processors: any other pair is a slip. */
const ARCHES_OF: Readonly<Record<string, readonly string[]>> = {
  darwin: ['amd64', 'arm64'],
  ios: ['amd64', 'arm64', 'arm', '386'],
  windows: ['amd64', 'arm64', '386', 'arm'],
  android: ['amd64', 'arm64', '386', 'arm', 'riscv64'],
  aix: ['ppc64'],
  wasip1: ['wasm'],
  wasip2: ['wasm'],
  wasip3: ['wasm'],
  emscripten: ['wasm'],
  js: ['wasm'],
}

/**
 * Runner, platform and names of a target, from its name: a Rust triple (`x86_64-unknown-linux-musl`), Go's pair with `/`, `-` or `_`
 * (`linux/arm/v7`), npm's (`win32-x64`, `linux-x64-musl`), or `any`, `all`, `noarch`. `undefined` for every other name.
 */
export function knownTarget(name: string): KnownTarget | undefined {
  if (ANYWHERE_NAMES.has(name)) return ANYWHERE
  return fromTriple(name) ?? fromPair(name)
}

function fromTriple(name: string): KnownTarget | undefined {
  const [, first = '', rest = ''] = /^([^-]+)-(.+)$/.exec(name) ?? []
  const cpu = CPUS.get(first)
  const system = TRIPLE_SYSTEMS.find(({ pattern }) => pattern.test(rest))
  if (cpu === undefined || system === undefined) return undefined
  // `arm-unknown-linux-gnueabihf` is ARMv6 (https://doc.rust-lang.org/rustc/platform-support.html).
  return describe(system.osName, first === 'arm' ? { arch: 'arm', variant: 'v6' } : cpu)
}

function fromPair(name: string): KnownTarget | undefined {
  const match = /^([a-z0-9]+)([/_-])(x86_64|[a-z0-9]+)(?:[/_-]([a-z0-9]+))?$/.exec(name)
  if (match === null) return undefined
  const [, system = '', , processor = '', suffix] = match
  const osName = PAIR_SYSTEMS.get(system)
  const cpu = CPUS.get(processor)
  if (osName === undefined || cpu === undefined) return undefined
  if (suffix === undefined || isLibrary(osName, suffix)) return describe(osName, cpu)
  const variant = variantOf(cpu.arch, suffix)
  return variant === undefined ? undefined : describe(osName, { arch: cpu.arch, variant })
}

/** The C library that npm packages put behind: `linux-x64-musl`, `win32-x64-msvc`. */
function isLibrary(osName: string, suffix: string): boolean {
  if (osName === 'linux') return /^(?:gnu|musl|glibc)(?:eabi|eabihf)?$/.test(suffix)
  return osName === 'windows' && /^(?:msvc|gnu)$/.test(suffix)
}

/** The empty string where OCI leaves the baseline out: `amd64/v1` is `amd64`, `arm64/v8` is `arm64`. */
function variantOf(arch: string, suffix: string): string | undefined {
  switch (arch) {
    case 'arm':
      return /^v?[567]$/.test(suffix) ? `v${suffix.replace('v', '')}` : undefined
    case 'arm64':
      return suffix === 'v8' ? '' : undefined
    case 'amd64':
      return /^v[1-4]$/.test(suffix) ? suffix.replace('v1', '') : undefined
    default:
      return undefined
  }
}

function describe(osName: string, { arch, variant = '' }: Cpu): KnownTarget | undefined {
  const allowed = ARCHES_OF[osName]
  if (allowed === undefined ? arch === 'wasm' : !allowed.includes(arch)) return undefined
  return {
    os: runnerFor(osName, arch),
    platform: [osName, arch, variant].filter((part) => part !== '').join('/'),
    exe: osName === 'windows' ? '.exe' : '',
    osName,
    arch,
  }
}

/** What GitHub has no runner for is cross-built, on Linux where that is possible. */
function runnerFor(osName: string, arch: string): string {
  switch (osName) {
    case 'linux':
      return arch === 'arm64' ? 'ubuntu-24.04-arm' : 'ubuntu-latest'
    case 'darwin':
      return arch === 'amd64' ? 'macos-15-intel' : 'macos-latest'
    case 'ios':
      return 'macos-latest'
    case 'windows':
      return arch === 'arm64' ? 'windows-11-arm' : 'windows-latest'
    default:
      return 'ubuntu-latest'
  }
}

function spellings<T>(names: readonly string[], value: T): [string, T][] {
  return names.map((name) => [name, value])
}
