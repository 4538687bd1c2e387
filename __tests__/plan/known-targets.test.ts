import { describe, expect, it } from '@jest/globals'
import { knownTarget } from '../../src/plan/known-targets.ts'
import { hasTool, outputOf } from '../support/tools.ts'

const LINUX = 'ubuntu-latest'
const LINUX_ARM = 'ubuntu-24.04-arm'
const MAC = 'macos-latest'
const MAC_INTEL = 'macos-15-intel'
const WINDOWS = 'windows-latest'
const WINDOWS_ARM = 'windows-11-arm'

describe('knownTarget', () => {
  it.each([
    ['x86_64-unknown-linux-gnu', LINUX, 'linux/amd64'],
    ['x86_64-unknown-linux-musl', LINUX, 'linux/amd64'],
    ['x86_64-unknown-linux-gnu.2.17', LINUX, 'linux/amd64'],
    ['aarch64-unknown-linux-gnu', LINUX_ARM, 'linux/arm64'],
    ['aarch64-unknown-linux-musl', LINUX_ARM, 'linux/arm64'],
    ['i686-unknown-linux-gnu', LINUX, 'linux/386'],
    ['armv7-unknown-linux-gnueabihf', LINUX, 'linux/arm/v7'],
    ['arm-unknown-linux-musleabihf', LINUX, 'linux/arm/v6'],
    ['armv5te-unknown-linux-gnueabi', LINUX, 'linux/arm/v5'],
    ['riscv64gc-unknown-linux-gnu', LINUX, 'linux/riscv64'],
    ['s390x-unknown-linux-gnu', LINUX, 'linux/s390x'],
    ['powerpc64le-unknown-linux-gnu', LINUX, 'linux/ppc64le'],
    ['loongarch64-unknown-linux-musl', LINUX, 'linux/loong64'],
    ['x86_64-apple-darwin', MAC_INTEL, 'darwin/amd64'],
    ['aarch64-apple-darwin', MAC, 'darwin/arm64'],
    ['aarch64-apple-ios', MAC, 'ios/arm64'],
    ['x86_64-apple-ios', MAC, 'ios/amd64'],
    ['x86_64-pc-windows-msvc', WINDOWS, 'windows/amd64'],
    ['x86_64-pc-windows-gnu', WINDOWS, 'windows/amd64'],
    ['i686-pc-windows-msvc', WINDOWS, 'windows/386'],
    ['aarch64-pc-windows-msvc', WINDOWS_ARM, 'windows/arm64'],
    ['aarch64-pc-windows-gnullvm', WINDOWS_ARM, 'windows/arm64'],
    ['x86_64-unknown-freebsd', LINUX, 'freebsd/amd64'],
    ['x86_64-unknown-netbsd', LINUX, 'netbsd/amd64'],
    ['aarch64-linux-android', LINUX, 'android/arm64'],
    ['armv7-linux-androideabi', LINUX, 'android/arm/v7'],
    ['wasm32-wasip1', LINUX, 'wasip1/wasm'],
    ['wasm32-wasip2', LINUX, 'wasip2/wasm'],
    ['wasm32-unknown-unknown', LINUX, 'js/wasm'],
    ['wasm32-unknown-emscripten', LINUX, 'emscripten/wasm'],
    ['x86_64-linux', LINUX, 'linux/amd64'],
    ['aarch64-darwin', MAC, 'darwin/arm64'],
    ['linux/amd64', LINUX, 'linux/amd64'],
    ['linux/arm64', LINUX_ARM, 'linux/arm64'],
    ['linux/arm64/v8', LINUX_ARM, 'linux/arm64'],
    ['linux/386', LINUX, 'linux/386'],
    ['linux/arm', LINUX, 'linux/arm/v7'],
    ['linux/arm/v7', LINUX, 'linux/arm/v7'],
    ['linux/arm/v6', LINUX, 'linux/arm/v6'],
    ['linux_arm_6', LINUX, 'linux/arm/v6'],
    ['linux_armv7', LINUX, 'linux/arm/v7'],
    ['linux_amd64_v1', LINUX, 'linux/amd64'],
    ['linux_amd64_v3', LINUX, 'linux/amd64/v3'],
    ['linux_x86_64', LINUX, 'linux/amd64'],
    ['darwin/arm64', MAC, 'darwin/arm64'],
    ['darwin-amd64', MAC_INTEL, 'darwin/amd64'],
    ['windows_amd64', WINDOWS, 'windows/amd64'],
    ['windows/arm64', WINDOWS_ARM, 'windows/arm64'],
    ['js/wasm', LINUX, 'js/wasm'],
    ['linux-x64', LINUX, 'linux/amd64'],
    ['linux-x64-musl', LINUX, 'linux/amd64'],
    ['linux-arm-gnueabihf', LINUX, 'linux/arm/v7'],
    ['linux-ia32', LINUX, 'linux/386'],
    ['darwin-arm64', MAC, 'darwin/arm64'],
    ['win32-x64', WINDOWS, 'windows/amd64'],
    ['win32-arm64-msvc', WINDOWS_ARM, 'windows/arm64'],
    ['win32-ia32', WINDOWS, 'windows/386'],
  ])('knows %s: %s, %s', (name, os, platform) => {
    const [osName, arch] = platform.split('/')
    expect(knownTarget(name)).toEqual({ os, platform, exe: osName === 'windows' ? '.exe' : '', osName, arch })
  })

  it.each(['any', 'all', 'noarch'])('takes %s for what runs anywhere', (name) => {
    expect(knownTarget(name)).toEqual({ os: LINUX, platform: '', exe: '', osName: '', arch: '' })
  })

  it.each([
    '',
    'linux',
    'amd64',
    'x86_64',
    'amd64/linux/',
    'linux/amd65',
    'linux/amd64/v9',
    'linux/s390x/v2',
    'linux/arm/v8',
    'linux//amd64',
    'linux-x64-msvc',
    'darwin-x64-musl',
    'x86_64-unknown-linux-glibc',
    'x86_64-apple-linux-gnu',
    's390x-apple-darwin',
    'powerpc64le-pc-windows-msvc',
    'wasm32-unknown-linux-gnu',
    'linux/wasm',
    'wasip1/amd64',
    'x86_64-unknown-unknown',
    'aarch64_be-unknown-linux-gnu',
    'thumbv7em-none-eabihf',
    'X86_64-unknown-linux-gnu',
    'x86_64-unknown-linux-gnu\n',
    ' linux/amd64',
    'constructor',
    'constructor/amd64',
  ])('does not know %j', (name) => {
    expect(knownTarget(name)).toBeUndefined()
  })

  // Compared with the tool itself where it is; in CI its absence is a failure.
  const itWithGo = hasTool('go', ['version']) ? it : it.skip
  itWithGo('knows every pair that Go builds for, under its name', () => {
    const pairs = outputOf('go', ['tool', 'dist', 'list'], '/').trim().split('\n')
    expect(pairs.length).toBeGreaterThan(30)
    for (const pair of pairs) {
      const known = knownTarget(pair)
      expect([pair, `${known?.osName ?? ''}/${known?.arch ?? ''}`]).toEqual([pair, pair])
    }
  })

  // Compared with the tool itself where it is; in CI its absence is a failure.
  const itWithRust = hasTool('rustc') ? it : it.skip
  itWithRust('knows every triple of rustc on Linux, macOS, Windows and the BSDs, but for rare processors', () => {
    const rare =
      /^(?:aarch64_be|arm64ec|armeb|armv4t|csky|hexagon|m68k|mipsisa|riscv32|sparc-|wasm32-wali|i686-apple)|-(?:gnuasan|none)$/
    const triples = outputOf('rustc', ['--print', 'target-list'], '/').trim().split('\n')
    const common = triples.filter(
      (name) => /-(?:linux|darwin|windows|freebsd|netbsd|openbsd)(?:-|$)/.test(name) && !rare.test(name),
    )
    expect(common.length).toBeGreaterThan(80)
    expect(common.filter((name) => knownTarget(name) === undefined)).toEqual([])
  })
})
