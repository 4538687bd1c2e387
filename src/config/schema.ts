import { z } from 'zod'
import { duration, names, pattern, template, versionTemplate } from './fields.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** Outputs of the action: a destination cannot have the name of one, since each destination is an output, too. */
export const reservedNames = [
  'build-matrix',
  'has-builds',
  'plan',
  'releases',
  'commit',
  'channel',
  'destination-matrix',
  'results',
  'succeeded',
  'failed',
  'blocked',
  'skipped',
  'receipts',
] as const

/** Fields of a matrix row that we write: an extra key of a target or a package cannot be one of them. */
export const rowFields = [
  'package',
  'packages',
  'crate',
  'ecosystem',
  'path',
  'version',
  'tag',
  'channel',
  'commit',
  'target',
  'targets',
  'os',
  'platform',
  'exe',
  'artifact',
  'build',
  'optional',
] as const

const release = z.strictObject({
  tag: versionTemplate(
    'How a tag is written. Omitted: `v{version}` for one package, `{package}-v{version}` for several.',
  ).optional(),
  notes: z.enum(['changelog', 'generated', 'none']).default('changelog').meta({
    description: 'What a release says: the section of its version in the changelog, what GitHub generates, or nothing.',
  }),
  untagged: z
    .string()
    .min(1)
    .default('0.0.0-dev')
    .meta({ description: 'The version of a build that makes no release, such as one of a pull request.' }),
})

const channel = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be made of a-z, 0-9 and "-"')
    .meta({ description: 'Name of the channel.' }),
  version: pattern('Regular expression that the whole version must match.').optional(),
  tag: pattern('Regular expression that the whole tag must match; a build without a tag never matches.').optional(),
  prerelease: z
    .boolean()
    .optional()
    .meta({ description: 'Whether its releases are prereleases. Omitted: the version says so.' }),
})

const target = z
  .object({
    os: z.string().min(1).optional().meta({ description: 'Label of the runner that builds it.' }),
    platform: z.string().optional().meta({ description: 'Its platform in the spelling of OCI: `linux/arm64`.' }),
    exe: z.enum(['', '.exe']).optional().meta({ description: 'Ending of programs.' }),
    optional: z.boolean().optional().meta({ description: 'Whether its artifact may be missing at distribution.' }),
  })
  .catchall(scalar)
  .meta({ description: 'Adds a target, or changes a known one. Every further key is a field of its matrix rows.' })

const asset = z
  .strictObject({
    archive: template('File name of an archive: .tar.gz, .tar.xz, .tar.zst or .zip.').optional(),
    files: z.array(template('A file or a glob, in the artifact, else in the checkout.')).min(1).optional(),
    file: template('Files of the artifact that become assets as they are.').optional(),
    name: template('Name of the asset that `file` becomes. Omitted: its own.').optional(),
    targets: names('Only for these targets: names or globs.').optional(),
  })
  .check((context) => {
    // A misspelt key is told already; that the right one is missing follows from it.
    if (context.issues.length > 0) return
    const { archive, files, file, name } = context.value
    const wrong =
      archive !== undefined && file !== undefined
        ? 'has both `archive` and `file`; make two entries of it'
        : archive === undefined && file === undefined
          ? 'needs `archive` or `file`'
          : archive !== undefined && files === undefined
            ? 'needs `files`: what goes into the archive'
            : archive !== undefined && !/\.(tar\.gz|tgz|tar\.xz|tar\.zst|zip)$/.test(archive)
              ? `"${archive}" must end in .tar.gz, .tar.xz, .tar.zst or .zip`
              : file !== undefined && files !== undefined
                ? '`files` belongs to `archive`'
                : archive !== undefined && name !== undefined
                  ? '`name` belongs to `file`; an archive is named by `archive`'
                  : undefined
    if (wrong !== undefined) context.issues.push({ code: 'custom', message: wrong, input: context.value })
  })

const packageEntry = z
  .object({
    targets: z
      .array(z.string().min(1))
      .optional()
      .meta({ description: 'What is built of it. Omitted: nothing; it is released without a build.' }),
    build: template('Command that builds one target, handed to the job as `matrix.build`.').optional(),
    assets: z.array(asset).optional().meta({ description: 'What is published. Omitted: every file of the artifacts.' }),
    ecosystem: z
      .literal('generic')
      .optional()
      .meta({ description: '`generic` declares a package that no workspace file knows.' }),
    path: z.string().min(1).optional().meta({ description: 'Folder of a generic package.' }),
    'version-file': z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'File that holds the version of a generic package. Omitted: the tag says it.' }),
    'version-pattern': pattern('Regular expression whose first group is the version in `version-file`.').optional(),
  })
  .catchall(scalar)

const destination = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be made of a-z, 0-9 and "-"')
    .refine(
      (name) => !(reservedNames as readonly string[]).includes(name),
      'is the name of an output of the action; choose another',
    )
    .meta({ description: 'Name of the destination, and of the output that holds its status.' }),
  kind: z.string().min(1).default('github-release').meta({ description: 'The backend that serves it.' }),
  channels: names('Only releases of these channels.').optional(),
  packages: names('Only these packages: names or globs, `!` negates.').optional(),
  targets: names('Only assets of these targets: names or globs, `!` negates.').optional(),
  assets: names('Only assets of these names: globs, `!` negates.').optional(),
  needs: names('Destinations that must have succeeded before this one starts.').optional(),
  required: z.boolean().default(true).meta({ description: 'Whether the step fails when it fails.' }),
  timeout: duration('How long it may take as a whole.').optional(),
  'max-parallel': z.int().min(1).max(20).optional().meta({
    description:
      'How many of its items may be under way at once. Omitted: what its kind says; commands run one by one.',
  }),
  with: z.record(z.string(), z.unknown()).default({}).meta({ description: 'What its kind wants.' }),
})

const source = z.union([
  z.enum(['workflow', 'directory', 'github-release', 'url']),
  z.strictObject({
    kind: z.enum(['workflow', 'directory', 'github-release', 'url']),
    with: z.record(z.string(), z.unknown()).default({}),
  }),
])

const mirror = z.looseObject({ name: z.string().min(1), kind: z.string().min(1).optional() })

/** The configuration as it stands in the file, before names are checked against one another. */
export const configSchema = z.strictObject({
  version: z.literal(1).meta({ description: 'Version of this format.' }),
  release: release.prefault({}),
  channels: z
    .array(channel)
    .min(1)
    .default([
      { name: 'stable', version: '\\d+(\\.\\d+)*' },
      { name: 'prerelease', tag: '.+', prerelease: true },
      { name: 'development' },
    ])
    .meta({ description: 'How a build is classified: the first entry whose patterns match the whole string wins.' }),
  targets: z.record(z.string(), target).default({}),
  matrix: z
    .strictObject({
      'group-by': z.enum(['none', 'target', 'os']).default('none').meta({ description: 'What shares a job.' }),
    })
    .prefault({}),
  packages: z
    .record(z.string(), packageEntry)
    .meta({ description: 'What is built and distributed, by name or glob; the most specific one wins.' }),
  checksums: template('File name of one more asset per release that lists the digests of the others.').optional(),
  sources: z.array(source).min(1).default(['workflow']),
  mirrors: z.array(mirror).default([]),
  destinations: z.array(destination).default([]),
})

export type ConfigFile = z.output<typeof configSchema>
export type PackageEntry = z.output<typeof packageEntry>
export type AssetEntry = z.output<typeof asset>
export type ChannelEntry = z.output<typeof channel>
export type DestinationEntry = z.output<typeof destination>

/** Keys of a target and a package that are ours; every other one is the user's own, for the matrix. */
export const ownKeys = {
  target: Object.keys(target.shape),
  package: Object.keys(packageEntry.shape),
} as const
